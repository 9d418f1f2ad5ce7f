"""La livraison : seule la différence est apportée, et rien de modifié n'est écrasé."""

import pytest

from corpus.genres import FICHES
from graphe.adaptateurs.memoire import DepotMemoire
from graphe.peuplement import composer, fusionner, livrer
from graphe.ports import DonneeRefusee
from ontologie.erreurs import ErreurMaillage
from ontologie.espaces import GRAPHE_CORPUS, GRAPHE_THESAURUS, MAILLAGE, RDF, RDFS, SKOS
from ontologie.termes import Iri, Quad, texte_fr

A, B = Iri("https://exemple.org/a"), Iri("https://exemple.org/b")
NOM, AUTRE = Iri(SKOS + "prefLabel"), Iri(SKOS + "altLabel")


def dire(sujet: Iri, predicat: Iri, texte: str) -> Quad:
    return Quad(sujet, predicat, texte_fr(texte), GRAPHE_CORPUS)


def ensemble(*quads: Quad) -> frozenset[Quad]:
    return frozenset(quads)


class TestFusion:
    def fusionner(self, avant, apres, base):
        return fusionner(avant, apres, base, {NOM})

    def test_une_premiere_livraison_s_ajoute_toute(self):
        livree = ensemble(dire(A, NOM, "un"), dire(A, AUTRE, "uno"))
        assert self.fusionner(frozenset(), livree, frozenset()) == (livree, frozenset(), ())

    def test_la_meme_livraison_ne_change_rien_meme_si_la_base_a_change(self):
        livree = ensemble(dire(A, NOM, "un"))
        base = ensemble(dire(A, NOM, "modifié"))
        assert self.fusionner(livree, livree, base) == (frozenset(), frozenset(), ())

    def test_ce_qui_change_dans_la_livraison_seule_est_apporte(self):
        ancien, neuf = dire(A, NOM, "un"), dire(A, NOM, "deux")
        assert self.fusionner(ensemble(ancien), ensemble(neuf), ensemble(ancien)) == (
            ensemble(neuf),
            ensemble(ancien),
            (),
        )

    def test_une_valeur_unique_changee_des_deux_cotes_est_un_conflit(self):
        ajouts, retraits, (conflit,) = self.fusionner(
            ensemble(dire(A, NOM, "un")), ensemble(dire(A, NOM, "deux")), ensemble(dire(A, NOM, "trois"))
        )
        assert (ajouts, retraits) == (frozenset(), frozenset())
        assert (conflit.ressource, conflit.propriete) == (A, NOM)
        assert (conflit.dans_la_base, conflit.livre) == (("trois",), ("deux",))

    def test_les_deux_cotes_d_accord_ne_font_pas_de_conflit(self):
        ancien, neuf = ensemble(dire(A, NOM, "un")), ensemble(dire(A, NOM, "deux"))
        assert self.fusionner(ancien, neuf, neuf) == (frozenset(), frozenset(), ())

    def test_des_valeurs_multiples_fusionnent_une_a_une(self):
        commun = dire(A, NOM, "un")
        avant = ensemble(commun, dire(A, AUTRE, "ancien"), dire(A, AUTRE, "stable"))
        apres = ensemble(commun, dire(A, AUTRE, "stable"), dire(A, AUTRE, "livré"))
        base = avant | {dire(A, AUTRE, "ajouté")}
        ajouts, retraits, conflits = self.fusionner(avant, apres, base)
        assert ajouts == ensemble(dire(A, AUTRE, "livré"))
        assert retraits == ensemble(dire(A, AUTRE, "ancien"))
        assert conflits == ()

    def test_une_ressource_retiree_de_la_base_n_y_revient_pas(self):
        avant = ensemble(dire(A, NOM, "un"), dire(A, AUTRE, "uno"))
        apres = avant | {dire(A, AUTRE, "eins")}
        ajouts, retraits, conflits = self.fusionner(avant, apres, ensemble(dire(B, NOM, "autre")))
        assert (ajouts, retraits) == (frozenset(), frozenset())
        assert [c.propriete for c in conflits] == [AUTRE]

    def test_une_ressource_retiree_de_la_livraison_est_retiree_si_elle_n_a_pas_bouge(self):
        avant = ensemble(dire(A, NOM, "un"))
        assert self.fusionner(avant, frozenset(), avant) == (frozenset(), avant, ())


@pytest.fixture
def depot(livraison):
    """Ce que laisse une première livraison, sans repasser les contrôles à chaque test."""
    depot = DepotMemoire()
    depot.appliquer(
        livraison, [], version_attendue=0, auteur="maillage", motif="Livraison", livraison=livraison
    )
    return depot


def test_une_premiere_livraison_passe_les_controles_et_range_tout(livraison):
    depot = DepotMemoire()
    bilan = livrer(depot, livraison)
    assert (bilan.version, bilan.ajouts, bilan.retraits, bilan.conflits) == (1, len(livraison), 0, ())
    assert frozenset(depot.quads()) == livraison == depot.derniere_livraison()


def corriger(depot, ancien: Quad, neuf: Quad) -> None:
    depot.appliquer([neuf], [ancien], version_attendue=depot.version(), auteur="Ada", motif="Correction")


def un_libelle(livraison) -> Quad:
    return min(
        q
        for q in livraison
        if q.predicat == NOM and q.graphe == GRAPHE_THESAURUS and getattr(q.objet, "langue", "") == "fr"
    )


def test_livrer_deux_fois_la_meme_chose_ne_change_pas_la_version(depot, livraison):
    bilan = livrer(depot, livraison)
    assert (bilan.version, bilan.ajouts, bilan.retraits, bilan.conflits) == (1, 0, 0, ())


def test_une_correction_survit_a_la_livraison_suivante(depot, livraison):
    ancien = un_libelle(livraison)
    corrige = ancien._replace(objet=texte_fr("un libellé corrigé"))
    corriger(depot, ancien, corrige)
    assert livrer(depot, livraison).conflits == ()
    assert corrige in set(depot.quads())

    livre = ancien._replace(objet=texte_fr("un libellé livré"))
    bilan = livrer(depot, livraison - {ancien} | {livre})
    assert [(c.dans_la_base, c.livre) for c in bilan.conflits] == [
        (("un libellé corrigé",), ("un libellé livré",))
    ]
    presents = set(depot.quads())
    assert corrige in presents
    assert livre not in presents


def test_une_livraison_qui_viole_une_forme_est_refusee_en_entier(depot, livraison):
    avant = set(depot.quads())
    fautive = Quad(A, Iri(RDF + "type"), Iri(MAILLAGE + "Atelier"), GRAPHE_CORPUS)
    bonne = Quad(
        un_libelle(livraison).sujet, Iri(SKOS + "altLabel"), texte_fr("un synonyme"), GRAPHE_THESAURUS
    )
    with pytest.raises(DonneeRefusee, match="Rien n'a été écrit"):
        livrer(depot, livraison | {fautive, bonne})
    assert set(depot.quads()) == avant
    assert depot.version() == 1


def test_ce_que_l_ontologie_entraine_est_range(depot):
    quads = set(depot.quads())
    documents = {q.sujet for q in quads if q.objet == MAILLAGE + "Document" and q.predicat == RDF + "type"}
    filles = {MAILLAGE + nom for nom in ("CompteRendu", "Diaporama", *FICHES)}
    precis = {q.sujet for q in quads if q.predicat == RDF + "type" and q.objet in filles}
    assert documents
    assert documents == precis
    angles = {(q.sujet, q.objet) for q in quads if q.predicat == MAILLAGE + "angleDe"}
    assert angles == {(q.objet, q.sujet) for q in quads if q.predicat == MAILLAGE + "aPourAngle"}
    assert angles


def test_toute_ressource_livree_a_un_nom_et_une_source(depot):
    quads = set(depot.quads())
    nommees = {q.sujet for q in quads if q.predicat in (RDFS + "label", NOM)}
    for quad in quads:
        if quad.graphe == GRAPHE_CORPUS and quad.predicat == RDF + "type":
            assert quad.sujet in nommees or "/notice/" in quad.sujet


FICHE_LOCALE = """---
type: Atelier
identifiant: {identifiant}
titre: Un atelier d'ici
concepts: [entraide]
references: [transformer-l-emploi]
sources: [page-ateliers]
notice: {{auteur: ada, creee: 2026-01-01, modifiee: 2026-01-01, statut: publie, preuve: lue}}
---
## De quoi il parlait

De jardins.
"""
LOCALE = "https://exemple.org/ressources/"


def composer_avec(dossier, identifiant):
    (dossier / f"{identifiant}.md").write_text(FICHE_LOCALE.format(identifiant=identifiant), "utf-8")
    return composer(locales=dossier, base_locale=LOCALE)


def test_une_fiche_locale_nait_sous_sa_base_et_renvoie_aux_notres(tmp_path, livraison):
    ajoutes = composer_avec(tmp_path, "jardins") - livraison
    ici = Iri(LOCALE + "atelier/jardins")
    (reference,) = {q.objet for q in ajoutes if q.sujet == ici and q.predicat.endswith("references")}
    assert reference.startswith("https://w3id.org/maillage/reference/")
    assert all(LOCALE in q.sujet + str(q.objet) for q in ajoutes)
    depot = DepotMemoire()
    assert livrer(depot, livraison | ajoutes).version == 1
    assert any(q.sujet == LOCALE + "agent/ada" for q in depot.quads())


def test_une_fiche_locale_ne_prend_pas_le_nom_d_une_fiche_livree(tmp_path):
    with pytest.raises(ErreurMaillage, match="« travail » est déjà pris"):
        composer_avec(tmp_path, "travail")
