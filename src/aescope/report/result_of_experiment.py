"""One experiment as results.json has it: design section 4, every key there and some more, none renamed."""

from collections.abc import Mapping, Sequence
from typing import Any

from aescope.records import Call, Finding, Images, Note, Outcome, Plan, Projection, RemarkKind, Run, Step
from aescope.report.claims import weighed
from aescope.report.result_of_answers import result_of_answers

_HEALTHY = ("learned", "nothing_to_learn")


def result_of_experiment(outcome: Outcome) -> Mapping[str, Any]:
    """Keys whose value is null say why in `why_null`; floats may still be not finite here."""
    experiment, plan, run = outcome.experiment, outcome.plan, outcome.run
    result: dict[str, Any] = {
        "key": experiment.key,
        "title": experiment.title,
        "line": experiment.place.line,
        "status": outcome.status,
        "error": outcome.error or None,
        "reused": run.reused if run else False,
        "images": _images(outcome.images),
        **_of_plan(plan),
        "seed": run.seed if run else plan.seed if plan else None,
        "engine": run.engine if run else None,
        "device": run.device if run else None,
        "history": _history(run),
        "levels": dict(run.levels) if run else None,
        "gradients": {"first": dict(run.gradients_first), "last": dict(run.gradients_last)} if run else None,
        "answers": result_of_answers(outcome.answers) if outcome.answers else None,
        "verdict": outcome.judgement.verdict if outcome.judgement else None,
        "verdict_says": outcome.judgement.says if outcome.judgement else None,
        "still_improving": outcome.judgement.still_improving if outcome.judgement else None,
        "findings": [_finding(finding) for finding in outcome.findings],
        "cause": None,
        "contributing": [],
        "cause_status": _cause_status(outcome),
        "trials": [],
        **_remarks(outcome),
        "inheritance": [
            {"part": step.part, "from": step.source, "line": step.place.line, "says": step.says}
            for step in experiment.inheritance
        ],
        "notes": [note_of(note) for note in _notes(outcome)],
        "projections": [_projection(projection) for projection in outcome.projections],
        "pictures": dict(outcome.written),
        "seconds": outcome.seconds,
    }
    if outcome.runs:
        result["seeds"] = [_of_seed(one) for one in outcome.runs]
    reasons = _reasons(outcome)
    return {**result, "why_null": reasons} if reasons else result


def note_of(note: Note) -> Mapping[str, Any]:
    """A note with its line; `proposal` is a bullet to paste, or null where there is nothing to mend."""
    return {
        "line": note.place.line,
        "file": note.place.file,
        "says": note.says,
        "proposal": note.proposal or None,
    }


def _reasons(outcome: Outcome) -> str:
    """Why whole parts are null: what did not happen."""
    reasons = []
    if outcome.run is None:
        reasons.append(f"{outcome.status}, so there is no run" + (f": {outcome.error}" if outcome.error else ""))
    elif outcome.answers is None:
        reasons.append("the run was not measured")
    if outcome.plan is not None and outcome.plan.latent is None:
        reasons.append("latent_shape: the structure names nothing `encoded`")
    return "; ".join(reasons)


def _cause_status(outcome: Outcome) -> str:
    """Looked for and not found where the verdict is bad; none where there is nothing to look for."""
    bad = outcome.judgement is not None and outcome.judgement.verdict not in _HEALTHY
    return "not_identified" if bad else "none"


def step_of(step: Step) -> Mapping[str, Any]:
    """`{"step": "divide", "by": 65535, "line": 34}`; `line` is there where the step comes from one."""
    line = {"line": step.place.line} if step.place and step.place.line is not None else {}
    return {"step": step.name, **step.arguments, **line}


def _images(images: Images | None) -> Mapping[str, Any] | None:
    if images is None:
        return None
    return {
        "name": images.name,
        "source": images.source,
        "count": len(images.values),
        "training": len(images.training),
        "held_out": len(images.held_out),
        "shape": images.shape,
        "channels": images.channels,
        "dtype": images.container,
        "history": [
            {**step_of(event.step), "minimum": event.minimum, "maximum": event.maximum, "mean": event.mean}
            for event in images.history
        ],
    }


def _of_plan(plan: Plan | None) -> Mapping[str, Any]:
    if plan is None:
        names = ("parameters", "latent_shape", "latent_on_path", "optimizer", "loss", "epochs", "batch_size", "keras")
        return {"structure": [], **dict.fromkeys(names)}
    return {
        "structure": [
            {
                "name": node.name,
                "layer": node.layer,
                "inputs": node.inputs,
                "output_shape": node.output_shape,
                "parameters": node.parameters,
                "line": node.place.line if node.place else None,
            }
            for node in plan.nodes
        ],
        "parameters": plan.parameters,
        "latent_shape": plan.latent_shape,
        "latent_on_path": plan.latent_on_path if plan.latent else None,
        "optimizer": _call(plan.optimizer),
        "loss": plan.loss.name,
        "loss_arguments": dict(plan.loss.arguments),
        "epochs": plan.epochs,
        "batch_size": plan.batch_size,
        "validation_split": plan.validation_split,
        "callbacks": [_call(callback) for callback in plan.callbacks],
        "keras": plan.keras,
        "steps": [step_of(step) for step in plan.history],
    }


def _call(call: Call) -> Mapping[str, Any]:
    return {"name": call.name, **call.arguments}


def _history(run: Run | None) -> Mapping[str, Any]:
    epochs = run.epochs if run else ()
    return {
        "loss": [epoch.loss for epoch in epochs],
        "val_loss": [epoch.val_loss for epoch in epochs],
        "learning_rate": [epoch.learning_rate for epoch in epochs],
        "gradient": [epoch.gradient for epoch in epochs],
        "seconds": [epoch.seconds for epoch in epochs],
    }


def _finding(finding: Finding) -> Mapping[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "line": finding.place.line if finding.place else None,
        "says": finding.says,
        "measured": dict(finding.measured),
        "explains": finding.explains,
        "remedy": {"step": finding.remedy.name, "arguments": dict(finding.remedy.arguments)}
        if finding.remedy
        else None,
    }


def _remarks(outcome: Outcome) -> Mapping[str, Any]:
    """The author's sentences by what they are to us."""
    return {
        name: [
            {"line": one.remark.place.line, "says": one.remark.text, "measured": one.measured, "evidence": one.evidence}
            for one in weighed(outcome, kind)
        ]
        for name, kind in (
            ("claims", RemarkKind.CLAIM),
            ("questions", RemarkKind.QUESTION),
            ("wishes", RemarkKind.WISH),
        )
    }


def _notes(outcome: Outcome) -> Sequence[Note]:
    """What was assumed or not read, on its way from notebook to images and plan, each said once."""
    every = [*outcome.experiment.notes]
    every += outcome.plan.notes if outcome.plan else ()
    every += outcome.images.notes if outcome.images else ()
    return list(dict.fromkeys(every))


def _projection(projection: Projection) -> Mapping[str, Any]:
    return {
        "method": projection.method,
        "arguments": dict(projection.arguments),
        "scores": dict(projection.scores),
        "line": projection.place.line if projection.place else None,
        "picture": projection.picture or None,
        "says": projection.says,
        "points": projection.points.tolist(),
        "labels": projection.labels,
    }


def _of_seed(outcome: Outcome) -> Mapping[str, Any]:
    run = outcome.run
    return {
        "seed": run.seed if run else None,
        "status": outcome.status,
        "verdict": outcome.judgement.verdict if outcome.judgement else None,
        "history": _history(run),
        "answers": result_of_answers(outcome.answers) if outcome.answers else None,
        "seconds": outcome.seconds,
    }
