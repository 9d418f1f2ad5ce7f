"""Des dossiers publiés d'un coup, retenus par qui les lit."""

import pytest

from graphe.generations import Generations


def publier(generations: Generations, contenu: str) -> None:
    with generations.nouvelle() as dossier:
        (dossier / "contenu").write_text(contenu, "utf-8")


def lire(generations: Generations) -> str:
    return (generations.courante() / "contenu").read_text("utf-8")


@pytest.fixture
def generations(tmp_path):
    return Generations(tmp_path / "g")


def test_rien_n_est_publie_au_depart(generations):
    assert generations.courante() is None
    assert generations.retenir_courante() is None
    assert generations.anciennes() == []


def test_la_derniere_publiee_est_la_courante(generations):
    publier(generations, "un")
    publier(generations, "deux")
    assert lire(generations) == "deux"
    assert [d.name for d in generations.anciennes()] == ["0000000002", "0000000001"]


def test_une_publication_interrompue_ne_laisse_rien(generations):
    publier(generations, "un")
    with pytest.raises(KeyboardInterrupt), generations.nouvelle():
        raise KeyboardInterrupt
    assert lire(generations) == "un"
    assert [d.name for d in generations.racine.iterdir() if d.is_dir()] == ["0000000001"]


def test_le_nettoyage_epargne_ce_qui_est_retenu_et_la_courante(generations):
    publier(generations, "un")
    retenue = generations.retenir_courante()
    for contenu in ("deux", "trois", "quatre"):
        publier(generations, contenu)
    (generations.racine / "travail-1-1").mkdir()
    generations.nettoyer()
    noms = {d.name for d in generations.racine.iterdir() if d.is_dir()}
    assert noms == {"0000000001", "0000000003", "0000000004"}
    retenue.rendre()
    generations.nettoyer()
    assert not retenue.dossier.exists()


def test_une_generation_designee_redevient_la_courante(generations):
    publier(generations, "un")
    publier(generations, "deux")
    generations.designer(generations.anciennes()[-1])
    assert lire(generations) == "un"
    publier(generations, "trois")
    assert lire(generations) == "trois"


def test_un_pointeur_abime_ne_mene_nulle_part(generations):
    publier(generations, "un")
    (generations.racine / "courante").write_text("../ailleurs", "utf-8")
    assert generations.courante() is None


def test_retenir_ce_qui_vient_d_etre_retire_le_dit(generations):
    publier(generations, "un")
    dossier = generations.courante()
    (dossier / ".lecteurs").unlink()
    with pytest.raises(FileNotFoundError):
        generations.retenir(dossier)
    assert generations.retenir_courante() is None
