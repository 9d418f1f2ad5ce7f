"""L'écran À propos, et l'application quand quelque chose ne va pas."""

import threading

import pytest

from graphe.ports import BaseOccupee
from interfaces import assemblage
from interfaces.configuration import Configuration, depuis_environnement
from interfaces.ecrans import demarrage
from ontologie.erreurs import ErreurMaillage
from ontologie.espaces import MAILLAGE
from ontologie.termes import Iri
from tests.interfaces.lecture import sans_panne, textes


class TestAPropos:
    def test_les_comptes_les_versions_et_les_droits(self, ouvrir, services):
        ecran = ouvrir("a-propos")
        assert sans_panne(ecran)
        comptes = {metrique.label: metrique.value for metrique in ecran.metric}
        assert comptes["Atelier"] == "5"
        for libelle, classe in (("Référence", "Reference"), ("Document", "Document")):
            attendu = services.exploration.ressources(type=Iri(MAILLAGE + classe))
            assert int(comptes[libelle].replace("\u202f", "")) == len(attendu)
        assert int(comptes["Thème"]) >= 40
        lu = textes(ecran)
        for attendu in ("MIT", "Creative Commons", "w3id.org", f"Base : version {services.depot.version()}"):
            assert attendu in lu
        assert "à jour" in lu
        assert "Les auteurs de Maillage" in lu


class TestPannes:
    def test_une_panne_imprevue_se_dit_sans_trace(self, ouvrir, monkeypatch):
        def casser(configuration):
            raise RuntimeError("détail secret")

        monkeypatch.setattr(assemblage, "services", casser)
        ecran = ouvrir("explorer")
        assert not ecran.exception
        assert "panne imprévue" in ecran.error[0].value
        assert "secret" not in textes(ecran)

    def test_un_dossier_illisible_est_dit(self, ouvrir, monkeypatch, tmp_path):
        (tmp_path / "base.json").write_text("{", "utf-8")
        monkeypatch.setenv("MAILLAGE_DONNEES", str(tmp_path))
        from tests.interfaces.conftest import _ouvrir

        ecran = _ouvrir()
        assert not ecran.exception
        assert "illisible" in ecran.error[0].value
        assert not ecran.text_input

    def test_un_reglage_impossible_est_dit(self, ouvrir, monkeypatch):
        monkeypatch.setenv("MAILLAGE_SECONDES", "vite")
        ecran = ouvrir()
        assert not ecran.exception
        assert "MAILLAGE_SECONDES" in textes(ecran)


class TestPremiereOuverture:
    @pytest.fixture
    def ouvrir_a_neuf(self, monkeypatch, tmp_path):
        from tests.interfaces.conftest import _ouvrir

        monkeypatch.setenv("MAILLAGE_DONNEES", str(tmp_path / "donnees"))
        return _ouvrir

    def test_un_dossier_vide_se_prepare_puis_l_ecran_s_ouvre(self, ouvrir_a_neuf, tmp_path):
        ecran = ouvrir_a_neuf()
        assert sans_panne(ecran)
        assert ecran.title[0].value == "Que cherchez-vous ?"
        assert (tmp_path / "donnees" / "index").is_dir()
        assert assemblage.est_preparee(depuis_environnement())

    def test_un_echec_est_dit_et_l_on_peut_reessayer(self, ouvrir_a_neuf, monkeypatch):
        def echouer(configuration, suivi):
            raise ErreurMaillage("Plus de place sur le disque. Libérez-en.")

        with monkeypatch.context() as essai:
            essai.setattr(assemblage, "preparer", echouer)
            ecran = ouvrir_a_neuf()
        assert "Plus de place" in ecran.error[0].value.replace("\\", "")
        ecran = next(b for b in ecran.button if b.label == "Réessayer").click().run()
        assert sans_panne(ecran)
        assert ecran.title[0].value == "Que cherchez-vous ?"

    def test_si_un_autre_programme_prepare_on_attend_qu_il_ait_fini(self, ouvrir_a_neuf, monkeypatch):
        vraie, essais = assemblage.preparer, []

        def occupee(configuration, suivi):
            essais.append(configuration)
            if len(essais) == 1:
                raise BaseOccupee("La base est tenue par un autre processus.")
            return vraie(configuration, suivi)

        monkeypatch.setattr(assemblage, "preparer", occupee)
        assert sans_panne(ouvrir_a_neuf())
        assert len(essais) == 2

    def test_deux_sessions_ne_preparent_qu_une_fois(self, monkeypatch, tmp_path):
        configuration = Configuration(donnees=tmp_path)
        essais = []
        attente = threading.Event()

        def preparer(configuration, suivi):
            essais.append(configuration)
            suivi("Étape", 0.5)
            attente.wait(10)

        monkeypatch.setattr(assemblage, "preparer", preparer)
        chantiers = [demarrage.chantier_de(configuration) for _ in range(5)]
        assert len(set(map(id, chantiers))) == 1
        attente.set()
        chantiers[0].attendre()
        assert chantiers[0].fini
        assert (chantiers[0].etape, chantiers[0].part) == ("Étape", 0.5)
        assert essais == [configuration]
