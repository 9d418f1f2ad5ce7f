"""Un petit graphe sans faute, et de quoi l'interroger comme le fait un dépôt."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from ontologie.espaces import PREFIXES
from ontologie.termes import Iri, Ligne, Litteral, Quad, Terme, ecrire_quads

PREFIXES_TURTLE = "".join(f"@prefix {p}: <{e}> .\n" for p, e in PREFIXES.items()) + (
    "@prefix : <https://w3id.org/maillage/> .\n"
    "@prefix liste: <https://w3id.org/maillage/liste/> .\n"
    "@prefix c: <https://w3id.org/maillage/concept/> .\n"
    "@prefix o: <https://exemple.org/o#> .\n"
    "@prefix vann: <http://purl.org/vocab/vann/> .\n"
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

:thesaurus dcterms:title "Thésaurus"@fr ; dcterms:description "Pour essayer."@fr ;
    dcterms:license <https://exemple.org/licence> ; dcterms:creator :agent ;
    dcterms:issued "2026-01-02"^^xsd:date ; foaf:page <https://exemple.org/thesaurus> .
:facette a skos:Collection ; skos:prefLabel "Facette"@fr ; skos:member c:don , c:voisin .

<https://exemple.org/o> a owl:Ontology ; dcterms:title "Exemple"@fr ; dcterms:description "Des choses."@fr ;
    dcterms:license <https://exemple.org/l> ; dcterms:creator :agent ; dcterms:issued "2026"^^xsd:gYear ;
    owl:versionIRI <https://exemple.org/o/1> ; vann:preferredNamespacePrefix "o" ;
    foaf:page <https://exemple.org/doc> .
o:Chose a owl:Class ; rdfs:label "Chose"@fr ; rdfs:comment "Ce qui est."@fr ; owl:disjointWith o:BelleIdee .
o:BelleIdee a owl:Class ; rdfs:label "Belle idée"@fr ; rdfs:comment "Ce qui se pense."@fr .
o:faitPenserA a owl:ObjectProperty ; rdfs:label "fait penser à"@fr ; rdfs:comment "Évoque."@fr ;
    rdfs:domain o:Chose ; rdfs:range o:BelleIdee ; owl:inverseOf o:estPensePar .
o:estPensePar a owl:ObjectProperty ; rdfs:label "est pensé par"@fr ; rdfs:comment "Est évoqué."@fr ;
    rdfs:domain o:BelleIdee ; rdfs:range o:Chose ; owl:inverseOf o:faitPenserA .
o:nom a owl:DatatypeProperty ; rdfs:label "nom"@fr ; rdfs:comment "Son nom. Sans domaine."@fr ;
    rdfs:range xsd:string .
o:nomAncien a owl:DatatypeProperty ; rdfs:label "ancien nom"@fr ; rdfs:comment "Abandonnée."@fr ;
    rdfs:domain o:Chose ; rdfs:range xsd:string ; owl:deprecated true ; dcterms:isReplacedBy o:nom .

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
:s maillage:consulteeLe "2026-01-02"^^xsd:date .
:notion a maillage:Notion , maillage:Document ; rdfs:label "Notion"@fr ; dcterms:title "Notion"@fr ;
    dcterms:source :s ; foaf:primaryTopic c:don ; dcterms:subject c:don ; maillage:prolonge :atelier ;
    maillage:mentionne :acteur ; dcterms:references :reference ; dcterms:relation :notion2 ;
    maillage:aPourSection :section2 .
:notion2 a maillage:Pratique , maillage:Document ; rdfs:label "Pratique"@fr ; dcterms:title "Pratique"@fr ;
    dcterms:source :s ; foaf:primaryTopic c:voisin ; maillage:aPourSection :section3 .
:section2 a maillage:Section ; rdfs:label "Section"@fr ; dcterms:title "Section"@fr ;
    maillage:sectionDe :notion ; maillage:texte "Du texte."@fr ; maillage:ordre 1 .
:section3 a maillage:Section ; rdfs:label "Section"@fr ; dcterms:title "Section"@fr ;
    maillage:sectionDe :notion2 ; maillage:texte "Du texte."@fr ; maillage:ordre 1 .
:revue a maillage:Periodique ; rdfs:label "Revue"@fr ; dcterms:title "Revue"@fr ; dcterms:source :s .
:ici a maillage:Territoire ; rdfs:label "Ici"@fr ; dcterms:source :s .
:reference dcterms:isPartOf :revue ; dc:creator "Quelqu'un" .
:initiative maillage:portePar :acteur ; dcterms:spatial :ici .
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
        "notion",
        "notion2",
        "revue",
        "ici",
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
    if isinstance(terme, ox.BlankNode):
        return Iri("urn:anonyme:" + terme.value)
    return None
