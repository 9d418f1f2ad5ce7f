"""Ce que tout `indexation.ports.IndexLexical` doit savoir faire."""

import pytest

from indexation.ports import DocumentLexical, TermePondere


def document(numero, titre, corps):
    return DocumentLexical(
        numero, tuple(titre.split()), tuple(corps.split()), tuple((titre + " " + corps).split())
    )


def termes(*racines):
    return [TermePondere(racine, racine) for racine in racines]


class ContratIndexLexical:
    @pytest.fixture
    def index(self):
        raise NotImplementedError

    @pytest.fixture
    def rempli(self, index):
        index.ajouter(
            [
                document(1, "travail", "le sens du travail et la mobilite"),
                document(2, "donne", "gouverner la donne ouverte du territoire"),
                document(3, "finance", "budget participatif et pret participatif"),
                document(
                    4, "lieu", "travail partage dans un lieu partage ici meme au milieu de tout le reste"
                ),
            ]
        )
        index.valider()
        return index

    def test_un_index_vide_ne_trouve_rien(self, index):
        index.valider()
        assert index.chercher(termes("travail"), 5) == []

    def test_sans_terme_rien_ne_vient(self, rempli):
        assert rempli.chercher([], 5) == []

    def test_le_titre_et_la_concision_comptent(self, rempli):
        assert rempli.chercher(termes("travail"), 5) == [1, 4]

    def test_un_seul_terme_suffit(self, rempli):
        assert set(rempli.chercher(termes("budget", "territoire"), 5)) == {2, 3}

    def test_le_nombre_est_borne(self, rempli):
        assert rempli.chercher(termes("travail"), 1) == [1]

    def test_le_poids_change_l_ordre(self, rempli):
        lourd = [TermePondere("budget", "budget", 0.01), TermePondere("territoire", "territoire", 1.0)]
        assert rempli.chercher(lourd, 5) == [2, 3]

    def test_une_phrase_doit_s_y_trouver_telle_quelle(self, rempli):
        assert rempli.chercher(termes("pret", "budget"), 5, phrases=[("pret", "participatif")]) == [3]
        assert rempli.chercher(termes("participatif", "pret"), 5, phrases=[("participatif", "budget")]) == []

    def test_une_phrase_d_un_mot_est_exigee(self, rempli):
        assert rempli.chercher(termes("travail", "lieu"), 5, phrases=[("lieu",)]) == [4]

    @pytest.mark.parametrize("piege", ['"', "titre:travail", "a AND b", "*", "(", "\\", "travail~1", "🙂"])
    def test_aucun_texte_n_est_une_syntaxe(self, rempli, piege):
        assert rempli.chercher(termes(piege), 5) == []

    def test_retirer_puis_ajouter(self, rempli):
        rempli.retirer([1, 99])
        rempli.ajouter([document(5, "travail", "travail travail")])
        rempli.valider()
        assert rempli.chercher(termes("travail"), 5) == [5, 4]

    def test_les_porteurs_ont_tous_les_lemmes(self, rempli):
        assert sorted(rempli.porteurs(["travail"])) == [1, 4]
        assert rempli.porteurs(["travail", "budget"]) == []
        assert rempli.porteurs([]) == []
        rempli.retirer([1])
        rempli.valider()
        assert rempli.porteurs(["travail"]) == [4]

    def test_rien_n_est_visible_avant_de_valider(self, rempli):
        rempli.ajouter([document(6, "neuf", "neuf")])
        assert rempli.chercher(termes("neuf"), 5) == []
        rempli.valider()
        assert rempli.chercher(termes("neuf"), 5) == [6]
