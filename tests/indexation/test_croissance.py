"""Un grand fonds : vecteurs codés, index prolongé sans être réécrit, mêmes réponses qu'un index neuf."""

import random
from dataclasses import replace

import numpy as np
import pytest

from indexation import depart
from indexation.adaptateurs import provision
from indexation.adaptateurs.prolonge import IndexProlonge
from indexation.adaptateurs.provision import Provision
from indexation.adaptateurs.vecteurs_compacts import IndexCompact, ecrire_codes
from indexation.adaptateurs.vecteurs_plats import IndexPlat
from indexation.construction import Constructeur
from indexation.fiches import Extrait, FicheIndexee
from indexation.fraicheur import construire
from indexation.generation import Chantier, ouvrir, remplir
from indexation.recherche import Recherche, Service, SourceFixe
from indexation.resultats import Filtres
from indexation.service import ouvrir_recherche
from tests.bancs.fonds_synthetique import Fonds
from tests.contrats.index_vectoriel import DIMENSION, ContratIndexVectoriel, vecteurs
from tests.indexation.base import ecrire, iri, quads, reponses
from tests.indexation.test_fraicheur import changer_au_hasard, contenu

NOMBRE = 3000


def compact(dossier, numeros, siens):
    index = IndexPlat(siens.shape[1])
    index.ajouter(numeros, siens)
    index.ecrire(dossier)
    ecrire_codes(dossier)
    return IndexCompact.lire(dossier)


def prolonge(socle):
    """Un index prolongé dont il ne reste rien du socle : il doit se comporter en index vide."""
    index = IndexProlonge(socle, IndexPlat(DIMENSION))
    index.retirer(socle.numeros.tolist())
    return index


class TestIndexPlatProlonge(ContratIndexVectoriel):
    @pytest.fixture
    def index(self):
        socle = IndexPlat(DIMENSION)
        socle.ajouter([1, 2, 3], vecteurs(3, graine=9))
        return prolonge(socle)


class TestIndexCompactProlonge(ContratIndexVectoriel):
    @pytest.fixture
    def index(self, tmp_path):
        return prolonge(compact(tmp_path / "socle", range(1000, 1200), vecteurs(200, graine=9)))


class TestSocleSeul(ContratIndexVectoriel):
    """Les vecteurs sont dans le socle : tout retrait, toute réponse passent par lui."""

    @pytest.fixture
    def index(self):
        return IndexProlonge(IndexPlat(DIMENSION), IndexPlat(DIMENSION))

    @pytest.fixture
    def rempli(self):
        socle = IndexPlat(DIMENSION)
        socle.ajouter([10, 20, 30, 40, 50], vecteurs(5))
        return IndexProlonge(socle, IndexPlat(DIMENSION))


@pytest.fixture
def paquets():
    """Des vecteurs (NOMBRE, 32) en paquets, comme des textes par sujet, sous des numéros épars."""
    hasard = np.random.default_rng(3)
    centres = hasard.normal(size=(60, 32))
    tires = centres[hasard.integers(60, size=NOMBRE)] + 0.6 * hasard.normal(size=(NOMBRE, 32))
    tires /= np.linalg.norm(tires, axis=1, keepdims=True)
    return np.arange(NOMBRE) * 3 + 7, tires.astype(np.float32)


@pytest.fixture
def seuil_bas(monkeypatch):
    monkeypatch.setattr(provision, "PLAT_JUSQU_A", 500)


def ecrire_provision(dossier, numeros, tires, retires=()):
    reserve = Provision(tires.shape[1], dossier / "brouillon")
    for debut in range(0, len(numeros), 700):
        reserve.ajouter(numeros[debut : debut + 700].tolist(), tires[debut : debut + 700])
    reserve.retirer(retires)
    reserve.ecrire(dossier / "sens")
    return reserve.espece


def vrais_voisins(numeros, tires, requete, combien=20):
    return set(numeros[np.argsort(-(tires @ requete))[:combien]].tolist())


def rappel(index, numeros, tires):
    requetes = tires[::60]
    trouves = [set(index.chercher(r, 20)) & vrais_voisins(numeros, tires, r) for r in requetes]
    return sum(map(len, trouves)) / (20 * len(requetes))


def test_jusqu_au_seuil_l_index_est_plat_et_exact(tmp_path, paquets):
    assert ecrire_provision(tmp_path, *paquets) == "plat"
    assert rappel(IndexPlat.lire(tmp_path / "sens"), *paquets) == 1.0
    assert not (tmp_path / "brouillon").exists()


def test_au_dela_il_est_compact_et_retrouve_presque_tout(tmp_path, paquets, seuil_bas):
    assert ecrire_provision(tmp_path, *paquets) == "compact"
    index = IndexCompact.lire(tmp_path / "sens")
    assert rappel(index, *paquets) >= 0.99
    assert (tmp_path / "sens" / "codes.faiss").stat().st_size < index.tous.nbytes / 10
    with pytest.raises(TypeError, match="prolongez"):
        IndexCompact.lire(tmp_path / "sens", modifiable=True)
    (tmp_path / "sens" / "codes.faiss").write_bytes(b"rien de tel")
    with pytest.raises(ValueError, match="FAISS"):
        IndexCompact.lire(tmp_path / "sens")


def test_ce_qui_a_ete_retire_avant_d_ecrire_n_y_est_pas(tmp_path, paquets, seuil_bas):
    numeros, tires = paquets
    ecrire_provision(tmp_path, numeros, tires, retires=numeros[:50].tolist())
    index = IndexCompact.lire(tmp_path / "sens")
    assert index.numeros.tolist() == numeros[50:].tolist()
    assert index.vecteurs([int(numeros[60])]) == pytest.approx(tires[60:61])


def test_la_note_est_la_meme_dans_toutes_les_formes(tmp_path, paquets, seuil_bas):
    numeros, tires = paquets
    ecrire_provision(tmp_path, numeros, tires)
    plat = IndexPlat(32)
    plat.ajouter(numeros.tolist(), tires)
    prolongement = IndexProlonge(IndexCompact.lire(tmp_path / "sens"), IndexPlat(32))
    prolongement.retirer([7])
    prolongement.ajouter([999_999], tires[:1])
    voulus = numeros[1::17].tolist()
    requete = tires[5]
    assert (prolongement.cosinus(requete, voulus) == plat.cosinus(requete, voulus)).all()
    assert prolongement.cosinus(requete, [999_999, *voulus])[0] == plat.cosinus(requete, [7])[0]
    assert IndexCompact.lire(tmp_path / "sens").noter(requete, 20) == plat.noter(requete, 20)


def test_un_index_prolonge_se_relit_et_se_parcourt(tmp_path, paquets):
    numeros, tires = paquets
    socle = IndexPlat(32)
    socle.ajouter(numeros.tolist(), tires)
    index = IndexProlonge(socle, IndexPlat(32))
    index.retirer(numeros[:900].tolist())
    index.ajouter([50_000, 50_001], tires[:2])
    index.retirer([50_001])
    index.ecrire(tmp_path / "suite")
    relu = IndexProlonge.lire(socle, tmp_path / "suite")
    assert (len(relu), relu.ecart) == (NOMBRE - 899, 901)
    parcourus = {n: v for lot, siens in relu.parcourir() for n, v in zip(lot.tolist(), siens, strict=True)}
    assert set(parcourus) == {*numeros[900:].tolist(), 50_000}
    assert (parcourus[50_000] == tires[0]).all()
    requete = tires[10]
    gardes, siens = np.array(list(parcourus)), np.stack(list(parcourus.values()))
    assert set(relu.chercher(requete, 20)) == vrais_voisins(gardes, siens, requete)


@pytest.mark.parametrize(("graine", "part"), [(0, 9.0), (1, 9.0), (2, 0.0), (3, 0.3), (4, 0.3)])
def test_un_index_prolonge_ou_refondu_repond_comme_un_neuf(
    depot, tmp_path, vectoriseur, monkeypatch, graine, part
):
    monkeypatch.setattr(depart, "COPIE_JUSQU_A", 0)
    monkeypatch.setattr(depart, "PART_A_FONDRE", part)
    hasard = random.Random(graine)
    construire(depot, tmp_path / "suivi", vectoriseur)
    ecarts = []
    for tour in range(6):
        for _ in range(hasard.randint(1, 3)):
            ajouts, retraits = changer_au_hasard(depot, hasard)
            ecrire(depot, ajouts=ajouts, retraits=retraits)
        suivie = ouvrir(construire(depot, tmp_path / "suivi", vectoriseur))
        neuve = ouvrir(construire(depot, tmp_path / f"neuf-{tour}", vectoriseur))
        ecarts.append(suivie.manifeste.ecart)
        assert suivie.registre.totaux == neuve.registre.totaux
        assert contenu(suivie.dossier) == contenu(neuve.dossier)
        assert (suivie.manifeste.ressources, suivie.manifeste.passages) == (
            neuve.manifeste.ressources,
            neuve.manifeste.passages,
        )
        recherches = [
            ouvrir_recherche(depot, tmp_path / dossier, vectoriseur) for dossier in ("suivi", f"neuf-{tour}")
        ]
        assert reponses(recherches[0]) == reponses(recherches[1])
    assert any(ecarts), "un index qui ne serait jamais prolongé ne prouverait rien"
    assert part > 1 or 0 in ecarts, "ni un index jamais refondu"


def test_un_libelle_qui_change_ne_fait_que_recompter_ce_qu_il_touche(
    depot, tmp_path, vectoriseur, monkeypatch
):
    monkeypatch.setattr(depart, "COPIE_JUSQU_A", 0)
    libelle = quads('<concept/solidarite> skos:hiddenLabel "prix du foncier"@fr .')
    construire(depot, tmp_path / "suivi", vectoriseur)
    ecrire(depot, ajouts=libelle)
    prolongee = construire(depot, tmp_path / "suivi", vectoriseur)
    registre = ouvrir(prolongee).registre
    recomptees = "SELECT iri FROM socle.ressources WHERE numero IN (SELECT numero FROM main.recomptees)"
    assert registre._lire(recomptees) == [(iri("atelier/logement"),)]
    assert registre._lire("SELECT iri FROM main.ressources") == [(iri("concept/solidarite"),)]
    assert contenu(prolongee) == contenu(construire(depot, tmp_path / "neuf", vectoriseur))

    monkeypatch.setattr(depart, "PART_A_FONDRE", 0.0)
    ecrire(depot, ajouts=quads('<concept/logement> skos:hiddenLabel "les banques"@fr .'))
    refondue = construire(depot, tmp_path / "suivi", vectoriseur)
    assert not (refondue / "socle.sqlite").exists()
    assert contenu(refondue) == contenu(construire(depot, tmp_path / "neuf", vectoriseur))
    assert ouvrir(refondue).registre._lire("SELECT * FROM recomptees") == []


def test_prolonger_ne_recopie_pas_le_socle(depot, dossier, vectoriseur, monkeypatch):
    monkeypatch.setattr(depart, "COPIE_JUSQU_A", 0)
    premiere = construire(depot, dossier, vectoriseur)
    ecrire(depot, ajouts=quads('<initiative/neuve> a maillage:Initiative ; rdfs:label "Le Verger"@fr .'))
    seconde = construire(depot, dossier, vectoriseur)
    for origine, lien in (
        ("passages.sqlite", "socle.sqlite"),
        ("sens/vecteurs.npy", "socle.sens/vecteurs.npy"),
    ):
        assert (premiere / origine).samefile(seconde / lien)
    ecrire(depot, ajouts=quads('<initiative/autre> a maillage:Initiative ; rdfs:label "Le Rucher"@fr .'))
    troisieme = construire(depot, dossier, vectoriseur)
    assert (troisieme / "socle.sqlite").samefile(seconde / "socle.sqlite")
    assert ouvrir(troisieme).manifeste.ecart == 2


@pytest.fixture
def grand_fonds(depot):
    """Trois mille passages recomposés de la petite base."""
    return list(Fonds(list(Constructeur(depot).toutes()), graine=4).fiches(NOMBRE))


def test_un_grand_fonds_compact_de_bout_en_bout(grand_fonds, tmp_path, vectoriseur, monkeypatch, seuil_bas):
    monkeypatch.setattr(depart, "COPIE_JUSQU_A", 0)
    for nom in ("compact", "change", "plat"):
        (tmp_path / nom).mkdir()
    manifeste = remplir(tmp_path / "compact", vectoriseur, grand_fonds)
    assert manifeste.passages >= NOMBRE
    assert manifeste.vecteurs == "compact"
    compacte = Recherche(SourceFixe(Service(ouvrir(tmp_path / "compact"), vectoriseur)))
    monkeypatch.setattr(provision, "PLAT_JUSQU_A", NOMBRE * 2)
    remplir(tmp_path / "plat", vectoriseur, grand_fonds)
    plate = Recherche(SourceFixe(Service(ouvrir(tmp_path / "plat"), vectoriseur)))
    for question in ("habitat partagé", "consigne du verre", "logement abordable"):
        attendus = {r.iri: r.score for r in plate.chercher(question, nombre=500).resultats}
        rendus = {r.iri: r.score for r in compacte.chercher(question, nombre=500).resultats}
        assert len(rendus.keys() & attendus.keys()) >= 0.9 * len(attendus)
        directs = [iri for iri in rendus.keys() & attendus.keys() if rendus[iri] == attendus[iri]]
        assert len(directs) >= 0.9 * len(rendus)

    chantier = Chantier(tmp_path / "change", vectoriseur, depart=tmp_path / "compact")
    chantier.retirer(grand_fonds[-1].iri)
    chantier.ajouter(replace(grand_fonds[-1], titre="Le Rucher", passages=(Extrait("", "Des abeilles."),)))
    chantier.finir(version=2, signature="", lexique=ouvrir(tmp_path / "compact").lexique)
    changee = ouvrir(tmp_path / "change")
    assert changee.manifeste.vecteurs == manifeste.vecteurs
    trouvees = Recherche(SourceFixe(Service(changee, vectoriseur))).chercher("rucher abeilles").resultats
    assert trouvees[0].iri == grand_fonds[-1].iri
    filtrees = Recherche(SourceFixe(Service(changee, vectoriseur))).chercher(
        "habitat", filtres=Filtres(types=(next(iter(trouvees)).iri,))
    )
    assert filtrees.total == 0


def test_le_fonds_synthetique_garde_la_statistique_des_mots(grand_fonds):
    mots = [mot for fiche in grand_fonds for p in fiche.passages for mot in p.texte.lower().split()]
    moitie = len(mots) // 2
    vocabulaires = len(set(mots[:moitie])), len(set(mots))
    assert 1.1 < vocabulaires[1] / vocabulaires[0] < 1.9, "la loi de Heaps : ni figé, ni proportionnel"
    assert len({f.iri for f in grand_fonds}) == len(grand_fonds)


def test_une_fiche_sans_passage_se_prolonge(tmp_path, vectoriseur, monkeypatch):
    monkeypatch.setattr(depart, "COPIE_JUSQU_A", 0)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    remplir(tmp_path / "a", vectoriseur, [FicheIndexee("urn:a", "Alpha", "Notion")])
    chantier = Chantier(tmp_path / "b", vectoriseur, depart=tmp_path / "a")
    assert chantier.empreinte("urn:a")
    chantier.retirer("urn:a")
    chantier.retirer("urn:inconnue")
    assert chantier.empreinte("urn:a") is None
    manifeste = chantier.finir(version=1, signature="", lexique=ouvrir(tmp_path / "a").lexique)
    assert (manifeste.ressources, manifeste.passages, manifeste.ecart) == (0, 0, 1)
