"""Pictures have the names that the notebook links, and names of ours where it links none."""

from dataclasses import replace

from aescope.records import PictureLink
from aescope.report.names import names_of, with_names
from tests.factories import black, experiment, frozen, learned, place, refused, study


def written(*outcomes):
    return [dict(outcome.written) for outcome in with_names(study(*outcomes)).outcomes]


def linked(outcome, *paths, kind="output"):
    links = tuple(PictureLink(path, "", kind, place(1)) for path in paths)
    return replace(outcome, experiment=replace(outcome.experiment, pictures=links), projections=())


def test_linked_pictures_keep_their_names_and_the_others_get_ours():
    assert written(black())[0] == {
        "output": "results/model6_output.png",
        "loss": "results/model6_loss.png",
        "activations": "results/model6_activations.png",
    }
    assert written(linked(learned(), "figures/Zellen ä.png"))[0] == {
        "output": "figures/Zellen ä.png",
        "loss": "results/model8_loss.png",
        "activations": "results/model8_activations.png",
    }


def test_a_projection_is_drawn_under_the_link_that_asks_for_it():
    (first, *_), *_ = names_of(study(frozen()))
    assert first.path == "results/model1_tsne.png"
    assert first.projection is not None


def test_a_second_picture_of_a_kind_is_numbered():
    assert written(linked(learned(), "a.png", "b.png"))[0]["output 2"] == "b.png"


def test_our_name_gives_way_to_a_link_of_another_experiment():
    first, second = linked(learned(key="a")), linked(learned(key="b"), "results/MODELa_output.png")
    assert written(first, second)[0]["output"] == "results/modela_output_2.png"
    assert written(first, second)[1]["output"] == "results/MODELa_output.png"


def test_of_two_experiments_that_link_one_file_the_first_has_it():
    first, second = linked(learned(key="a"), "same.png"), linked(learned(key="b"), "same.png")
    assert written(first, second)[0]["output"] == "same.png"
    assert written(first, second)[1]["output"] == "results/modelb_output.png"


def test_a_projection_without_a_link_gets_a_name_of_ours():
    outcome = frozen()
    lonely = replace(outcome.projections[0], picture="")
    unlinked = replace(outcome, experiment=experiment("1", "", 12, pictures=()), projections=(lonely, lonely))
    assert [path for kind, path in written(unlinked)[0].items() if kind.startswith("tsne")] == [
        "results/model1_tsne.png",
        "results/model1_tsne_2.png",
    ]


def test_what_did_not_run_has_no_pictures():
    assert written(refused()) == [{}]
