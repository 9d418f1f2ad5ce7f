"""Un petit graphe sans faute, et de quoi l'interroger comme le fait un dépôt."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from ontologie.espaces import PREFIXES
from ontologie.termes import Iri, Ligne, Litteral, Quad, Terme, Triplet, ecrire_quads

PREFIXES_TURTLE = "".join(f"@prefix {p}: <{e}> .\n" for p, e in PREFIXES.items()) + (
    "@prefix : <https://w3id.org/maillage/> .\n"
    "@prefix liste: <https://w3id.org/maillage/liste/> .\n"
    "@prefix c: <https://w3id.org/maillage/concept/> .\n"
)

SANS_FAUTE = """
:thesaurus a skos:ConceptScheme ; skos:hasTopConcept c:argent .
c:argent a skos:Concept ; skos:inScheme :thesaurus ; skos:topConceptOf :thesaurus ; skos:notation "argent" ;
    skos:prefLabel "argent"@fr , "money"@en ; skos:definition "Ce qui paie."@fr ;
    skos:narrower c:don ; skos:related c:voisin ; dcterms:source :s .
c:don a skos:Concept ; skos:inScheme :thesaurus ; skos:notation "don" ;
    skos:prefLabel "don"@fr , "gift"@en ; skos:altLabel "cadeau"@fr ; skos:hiddenLabel "dons"@fr ;
    skos:scopeNote "Ce que l'on donne."@fr ; skos:broader c:argent ; dcterms:source :s .
c:voisin a skos:Concept ; skos:inScheme :thesaurus ; skos:topConceptOf :thesaurus ; skos:notation "voisin" ;
    skos:prefLabel "voisin"@fr , "neighbour"@en ; skos:definition "Qui habite tout près."@fr ;
    skos:related c:argent ; dcterms:source :s .
:thesaurus skos:hasTopConcept c:voisin .

:agent a foaf:Agent ; foaf:name "Nous" .
:s a maillage:SourceDocumentaire ; rdfs:label "Source"@fr ; dcterms:title "Source"@fr .
:cycle a maillage:Cycle ; rdfs:label "Cycle"@fr ; dcterms:title "Cycle"@fr ; dcterms:source :s ;
    maillage:aPourAtelier :atelier .
:atelier a maillage:Atelier ; rdfs:label "Atelier"@fr ; dcterms:title "Atelier"@fr ; dcterms:source :s ;
    dcterms:description "Un atelier."@fr ; dcterms:subject c:don , c:voisin ;
    maillage:dansCycle :cycle ; maillage:heureDebut "14:30:00"^^xsd:time ;
    maillage:heureFin "17:30:00"^^xsd:time ;
    maillage:seTientA :lieu ; dcterms:references :reference ; maillage:mentionne :initiative ;
    maillage:aPourAngle :angle ; maillage:aPourDocument :document ; maillage:aPourSection :section .
:angle a maillage:Angle ; rdfs:label "Angle"@fr ; dcterms:source :s ; maillage:angleDe :atelier ;
    maillage:aPourEnonce :enonce .
:enonce a maillage:Question , maillage:Enonce ; rdfs:label "Combien ?"@fr ; dcterms:source :s ;
    dcterms:subject c:don ; maillage:enonceDans :angle ; maillage:texte "Combien donner ?"@fr ;
    maillage:mode liste:posee .
:acteur a maillage:Organisation , maillage:Acteur ; rdfs:label "Acteur"@fr ; skos:altLabel "L'acteur"@fr ;
    dcterms:source :s ; maillage:natureEditoriale liste:editeur ; foaf:page <https://exemple.org/> .
:initiative a maillage:Initiative ; rdfs:label "Initiative"@fr ; dcterms:source :s ;
    maillage:mentionneDans :atelier .
:reference a maillage:Reference ; rdfs:label "Référence"@fr ; dcterms:title "Référence"@fr ;
    dcterms:source :s ;
    dcterms:subject c:don ; dcterms:publisher :acteur ; dcterms:issued "2017"^^xsd:gYear ;
    maillage:annee 2017 ;
    bibo:number "23" .
:document a maillage:CompteRendu , maillage:Document ; rdfs:label "Compte-rendu"@fr ;
    dcterms:title "Compte-rendu"@fr ;
    dcterms:source :s ; maillage:documentDe :atelier .
:lieu a maillage:Lieu ; rdfs:label "Lieu"@fr ; dcterms:source :s ; maillage:accueille :atelier .
:section a maillage:Section ; rdfs:label "Section"@fr ; dcterms:title "Section"@fr ;
    maillage:sectionDe :atelier ;
    maillage:texte "Du texte."@fr ; maillage:ordre 1 .
""" + "".join(
    f":n-{nom} a maillage:Notice ; foaf:primaryTopic :{nom} ; dcterms:creator :agent ;"
    ' dcterms:created "2026-01-02"^^xsd:date ; dcterms:modified "2026-01-03"^^xsd:date ;'
    " maillage:statut liste:publie ; maillage:niveauDePreuve liste:citee .\n"
    for nom in [
        "s",
        "cycle",
        "atelier",
        "angle",
        "enonce",
        "acteur",
        "initiative",
        "reference",
        "document",
        "lieu",
    ]
)


@dataclass(frozen=True)
class GrapheDEssai:
    """Un `Interrogeable` en mémoire, qui accepte les nœuds anonymes pour que l'on puisse les trouver."""

    magasin: ox.Store

    @classmethod
    def de_turtle(cls, texte: str) -> "GrapheDEssai":
        magasin = ox.Store()
        magasin.load(PREFIXES_TURTLE + texte, format=ox.RdfFormat.TURTLE)
        return cls(magasin)

    @classmethod
    def de_quads(cls, quads: Iterable[Quad]) -> "GrapheDEssai":
        magasin = ox.Store()
        magasin.load(ecrire_quads(quads), format=ox.RdfFormat.N_QUADS)
        return cls(magasin)

    def triplets(self) -> Iterator[Triplet]:
        for quad in self.magasin:
            sujet, predicat, objet = map(_terme, (quad.subject, quad.predicate, quad.object))
            if isinstance(sujet, Iri) and isinstance(predicat, Iri) and objet is not None:
                yield Triplet(sujet, predicat, objet)

    def lignes(self, requete: str) -> Iterator[Ligne]:
        solutions = self.magasin.query(requete, use_default_graph_as_union=True)
        noms = [variable.value for variable in solutions.variables]
        for solution in solutions:
            yield {nom: _terme(solution[nom]) for nom in noms}


def _terme(terme: object) -> Terme | None:
    if isinstance(terme, ox.NamedNode):
        return Iri(terme.value)
    if isinstance(terme, ox.Literal):
        return Litteral(terme.value, terme.language, terme.datatype.value)
    return None
