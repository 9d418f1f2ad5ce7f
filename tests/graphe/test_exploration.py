"""Parcourir le corpus livré."""

import pytest

from corpus.langue import cle_de_tri
from graphe.exploration import Exploration, Lien, Noeud
from ontologie.erreurs import ErreurUsage
from ontologie.espaces import MAILLAGE, RACINE
from ontologie.termes import Iri


def iri(chemin: str) -> Iri:
    return Iri(RACINE + chemin)


@pytest.fixture(scope="module")
def exploration(base_livree):
    return Exploration(base_livree)


def champ(champs, predicat: str):
    return next(c.valeurs for c in champs if c.predicat.endswith(predicat))


def test_la_carte_d_un_atelier_dit_tout_en_francais(exploration):
    carte = exploration.carte(iri("atelier/financement"))
    assert carte.titre == "Le financement participatif, nouvel instrument de démocratie participative ?"
    assert (carte.type, carte.libelle_type) == ("Atelier", "Atelier")
    assert carte.sections
    assert all(titre and texte for titre, texte in carte.sections)
    assert len(champ(carte.champs, "aPourDocument")) == 2
    (reference,) = champ(carte.champs, "references")
    assert reference.titre == "Les usages du crowdfunding par les collectivités locales en France"
    assert all(c.libelle and not c.libelle.startswith("http") for c in (*carte.champs, *carte.notice))
    assert champ(carte.notice, "statut")


def test_la_carte_ne_dit_pas_deux_fois_le_meme_lien(exploration):
    carte = exploration.carte(iri("atelier/travail"))
    entrants = {c.predicat for c in carte.entrants}
    assert Iri(MAILLAGE + "angleDe") not in entrants, "aPourAngle le dit déjà"


def test_un_renvoi_sans_inverse_se_lit_depuis_sa_cible(exploration):
    carte = exploration.carte(iri("reference/" + _reference(exploration, "Transformer l")))
    (citants,) = (c for c in carte.entrants if c.predicat.endswith("references"))
    citants = {lien.iri for lien in citants.valeurs}
    assert {iri("atelier/travail"), iri("fiche/collectifs-de-travail")} <= citants


def _reference(exploration, debut: str) -> str:
    liens = exploration.ressources(type=Iri(MAILLAGE + "Reference"))
    return next(lien.iri.nom_local for lien in liens if lien.titre.startswith(debut))


def test_une_ressource_inconnue_n_a_ni_carte_ni_voisinage(exploration):
    assert exploration.carte(iri("atelier/absent")) is None
    assert exploration.voisinage(iri("atelier/absent")) is None


def test_le_voisinage_part_du_centre_et_se_limite(exploration):
    centre = iri("atelier/resilience")
    tout = exploration.voisinage(centre)
    assert tout.points[0].iri == centre
    assert all(centre in (source, cible) for source, cible, _ in tout.aretes)
    assert {p.iri for p in tout.points} == {bout for s, c, _ in tout.aretes for bout in (s, c)}
    assert not any("/notice/" in p.iri or "/section/" in p.iri for p in tout.points)
    court = exploration.voisinage(centre, maximum=3)
    assert len(court.points) == 4
    assert court.omis == len(tout.points) - 4 + tout.omis


def test_l_arbre_a_tous_les_concepts_tries_en_francais(exploration, livraison):
    vus = set()

    def parcourir(noeuds: tuple[Noeud, ...]) -> None:
        assert [n.titre for n in noeuds] == sorted((n.titre for n in noeuds), key=cle_de_tri)
        for noeud in noeuds:
            vus.add(noeud.iri)
            parcourir(noeud.enfants)

    parcourir(exploration.arbre())
    attendus = {q.sujet for q in livraison if q.sujet.startswith(RACINE + "concept/")}
    assert vus == attendus
    assert len(vus) >= 40


def test_e_accent_se_range_avec_e(exploration):
    titres = [lien.titre for lien in exploration.ressources()]
    initiales = [cle_de_tri(t)[0][:1] for t in titres]
    assert initiales == sorted(initiales)


@pytest.mark.parametrize(
    ("demande", "nombre"),
    [
        ({"type": Iri(MAILLAGE + "Atelier")}, 5),
        ({"lieu": iri("lieu/hotel-de-rennes-metropole")}, 5),
        ({"type": Iri(MAILLAGE + "CompteRendu"), "atelier": iri("atelier/solidarite")}, 1),
        ({"type": Iri(MAILLAGE + "Reference"), "atelier": iri("atelier/donnees")}, 2),
        ({"annee": 1900}, 0),
    ],
)
def test_lister_par_classe_lieu_annee_atelier(exploration, demande, nombre):
    assert len(exploration.ressources(**demande)) == nombre


@pytest.mark.parametrize("classe", ["Reference", "Document", "Notion", "Guide", "Initiative"])
def test_lister_une_classe_rend_toutes_ses_ressources(exploration, livraison, classe):
    types = {q.sujet for q in livraison if q.predicat.endswith("#type") and q.objet == MAILLAGE + classe}
    trouvees = {lien.iri for lien in exploration.ressources(type=Iri(MAILLAGE + classe))}
    assert trouvees == types


def test_lister_par_annee_croise_la_classe(exploration):
    parues = {lien.iri for lien in exploration.ressources(type=Iri(MAILLAGE + "Reference"), annee=2016)}
    assert iri("reference/datacites") in parues
    assert iri("reference/usages-crowdfunding") not in parues


def test_les_facettes_reunissent_des_concepts_tries(exploration):
    facettes = exploration.facettes()
    assert {"Publics", "Métiers", "Échelles territoriales"} <= {f.titre for f in facettes}
    for noeuds in (facettes, *(f.enfants for f in facettes)):
        assert [n.titre for n in noeuds] == sorted((n.titre for n in noeuds), key=cle_de_tri)
    carte = exploration.carte(facettes[0].iri)
    assert (carte.type, carte.libelle_type) == ("Collection", "Facette")


def test_lister_par_acteur_et_par_concept(exploration):
    fing = next(a for a in exploration.ressources(type=Iri(MAILLAGE + "Acteur")) if "FING" in a.titre.upper())
    assert len(exploration.ressources(acteur=fing.iri)) == 2
    concept = iri("concept/financement-participatif")
    liens = exploration.ressources(concept=concept)
    assert Lien(iri("atelier/financement"), exploration.carte(iri("atelier/financement")).titre) in liens


@pytest.mark.parametrize(
    ("texte", "genre", "attendu"),
    [
        ("Reference", "type", MAILLAGE + "Reference"),
        ("référence", "type", MAILLAGE + "Reference"),
        ("donnees", "atelier", RACINE + "atelier/donnees"),
        (RACINE + "atelier/donnees", "atelier", RACINE + "atelier/donnees"),
        ("CROWDFUNDING", "theme", RACINE + "concept/financement-participatif"),
    ],
)
def test_un_filtre_se_nomme_comme_on_veut(exploration, texte, genre, attendu):
    assert exploration.resoudre(texte, genre) == attendu


def test_un_filtre_inconnu_donne_les_plus_proches(exploration):
    with pytest.raises(ErreurUsage, match=r"thème connu.*financement participatif"):
        exploration.resoudre("financment participatif", "theme")
    with pytest.raises(ErreurUsage, match="resilience"):
        exploration.resoudre("zzz", "atelier")
