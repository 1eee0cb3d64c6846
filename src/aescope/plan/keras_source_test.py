"""What a structure may be written as, and that all ways of writing one mean the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aescope.errors import AescopeError, NotebookError
from aescope.plan import draft, plan_hash, resolve
from tests.small_plan import experiment, planned, refusal

FUNCTIONAL = """
x = Conv2D(4, (3, 3), activation='relu', padding='same')(input_img)
encoded = MaxPooling2D((2, 2), padding='same')(x)
x = UpSampling2D((2, 2))(encoded)
decoded = Conv2D(1, (3, 3), activation='sigmoid', padding='same')(x)
"""
SAME = {
    "with an Input line": "input_img = Input(shape=(imw, imh, c))" + FUNCTIONAL,
    "with another name": FUNCTIONAL.replace("input_img", "photo"),
    "with literal sizes": "input_img = keras.Input((8, 8, 1))" + FUNCTIONAL,
    "with a batch shape": "input_img = Input(batch_shape=(None, 8, 8, 1))" + FUNCTIONAL,
    "with prefixes": FUNCTIONAL.replace("Conv2D", "keras.layers.Conv2D").replace("Max", "layers.Max"),
    "with imports": "import tensorflow as tf\nfrom os import system\n" + FUNCTIONAL,
    "with comments": "## a comment\n" + FUNCTIONAL.replace("\n", "  # why\n"),
    "with defaults written out": FUNCTIONAL.replace("(4, (3, 3), ", "(4, (3, 3), use_bias=True, strides=(1, 1), "),
    "by position": FUNCTIONAL.replace("(2, 2), padding='same'", "(2, 2), (2, 2), 'same'"),
    "with a Model": FUNCTIONAL + "autoencoder = Model(input_img, decoded)\nautoencoder.summary()",
    "with a Model by keyword": FUNCTIONAL + "model = keras.models.Model(inputs=[input_img], outputs=[decoded])",
    "with an encoder made later": FUNCTIONAL
    + "autoencoder = Model(input_img, decoded)\nencoder = Model(input_img, encoded)",
    "composed": (
        "encoded = MaxPooling2D((2, 2), padding='same')(Conv2D(4, (3, 3), activation='relu', padding='same')(img))\n"
        "decoded = Conv2D(1, (3, 3), activation='sigmoid', padding='same')(UpSampling2D((2, 2))(encoded))"
    ),
    "layers made before they are called": (
        "first = Conv2D(4, (3, 3), activation='relu', padding='same')\npool = MaxPooling2D((2, 2), padding='same')\n"
        "encoded = pool(first(img))\n"
        "decoded = Conv2D(1, (3, 3), activation='sigmoid', padding='same')(UpSampling2D((2, 2))(encoded))"
    ),
    "Sequential": """
model = keras.Sequential([
    layers.Conv2D(4, (3, 3), activation='relu', padding='same', input_shape=(8, 8, 1)),
    layers.MaxPooling2D((2, 2), padding='same', name='encoded'),
    layers.UpSampling2D((2, 2)),
    layers.Conv2D(1, (3, 3), activation='sigmoid', padding='same'),
])
""",
    "Sequential with add": """
model = Sequential()
model.add(InputLayer(input_shape=(imw, imh, c)))
model.add(Conv2D(4, (3, 3), activation='relu', padding='same'))
model.add(MaxPooling2D((2, 2), padding='same', name='encoded'))
model.add(UpSampling2D((2, 2)))
model.add(Conv2D(1, (3, 3), activation='sigmoid', padding='same'))
""",
    "encoder and decoder, Sequential": """
encoder = Sequential([
    Input((8, 8, 1)),
    Conv2D(4, (3, 3), activation='relu', padding='same'),
    MaxPooling2D((2, 2), padding='same'),
])
decoder = Sequential([UpSampling2D((2, 2)), Conv2D(1, (3, 3), activation='sigmoid', padding='same')])
autoencoder = Sequential([encoder, decoder])
""",
    "encoder and decoder, functional": """
img = Input(shape=(imw, imh, c))
x = Conv2D(4, (3, 3), activation='relu', padding='same')(img)
encoder = Model(img, MaxPooling2D((2, 2), padding='same')(x), name='encoder')
z = Input(shape=(4, 4, 4))
y = UpSampling2D((2, 2))(z)
decoder = Model(z, Conv2D(1, (3, 3), activation='sigmoid', padding='same')(y))
autoencoder = Model(img, decoder(encoder(img)))
autoencoder.compile(optimizer='adam', loss='mse')
decoded_imgs = autoencoder.predict(x_test)
""",
    "sizes by name": (
        "filters, size = 2 * 2, (3, 3)\nimage = (imw, imh, c)\ninput_img = Input(shape=image)"
        + FUNCTIONAL.replace("Conv2D(4, (3, 3)", "Conv2D(filters, size")
    ),
}


@pytest.mark.parametrize("code", SAME.values(), ids=SAME)
def test_all_ways_of_writing_a_structure_give_the_same_plan(code):
    wanted = resolve(experiment(FUNCTIONAL), (8, 8, 1))
    found = resolve(experiment(code), (8, 8, 1))
    assert plan_hash(found) == plan_hash(wanted)
    assert [node.name for node in found.nodes] == [
        *("input_1", "conv2d_1", "max_pooling2d_1", "up_sampling2d_1", "conv2d_2"),
    ]
    assert (found.output, found.latent) == ("conv2d_2", "max_pooling2d_1")


def test_names_in_input_stand_for_rows_columns_and_channels_by_position():
    code = "i = Input(shape=(height, width, depth))\nx = Flatten()(i)\nx = Dense(height * 100 + width * 10 + depth)(x)"
    assert planned(code, (3, 4, 2)).output_shape == (342,)


def test_lines_and_variables_are_those_of_the_code():
    plan = planned("# first\nx = Conv2D(1, 3)(img)\n\ndecoded = Conv2D(\n    1, 3)(x)")
    assert [(str(node.place), node.variable) for node in plan.nodes] == [
        ("log.md:11", "img"),
        ("log.md:11", "x"),
        ("log.md:13", "decoded"),
    ]


def test_encoded_may_be_a_side_branch():
    plan = planned("x = Conv2D(2, 1)(img)\nencoded = Flatten()(x)\ndecoded = Conv2D(1, 1)(x)", (4, 4, 1))
    assert (plan.latent, plan.latent_shape, plan.latent_on_path) == ("flatten_1", (32,), False)
    assert plan["conv2d_2"].inputs == ("conv2d_1",)


def test_a_skip_connection_is_kept():
    plan = planned("a = Conv2D(2, 1)(img)\nb = Conv2D(3, 1)(a)\nx = Concatenate()([a, b])\ndecoded = Conv2D(1, 1)(x)")
    assert plan["concatenate_1"].inputs == ("conv2d_1", "conv2d_2")


@pytest.mark.parametrize("name", ["encoded", "latent", "code", "bottleneck", "encoder", "z"])
def test_the_latent_goes_by_several_names(name):
    assert planned(f"{name} = Conv2D(2, 1)(img)\nx = Conv2D(1, 1)({name})").latent == "conv2d_1"


def test_a_structure_without_a_word_for_the_latent_has_none():
    assert planned("x = Conv2D(2, 1)(img)\nx = Conv2D(1, 1)(x)").latent is None


def test_without_decoded_the_last_layer_is_the_output():
    assert planned("y = Conv2D(2, 1)(img)\nx = Conv2D(1, 1)(y)").output == "conv2d_2"


def test_decoded_is_the_output_even_if_more_follows():
    assert planned("decoded = Conv2D(1, 1)(img)\nx = Conv2D(2, 1)(decoded)").output == "conv2d_1"


def test_the_model_that_is_trained_decides_the_output():
    code = "decoded = Conv2D(1, 1)(img)\nx = Conv2D(1, 2)(decoded)\nm = Model(img, x)\nm.compile('adam', 'mse')"
    assert planned(code).output == "conv2d_2"


def test_a_layer_that_nothing_uses_is_left_out_and_said():
    plan = planned("x = Conv2D(2, 1)(img)\ny = Conv2D(3, 1)(x)\ndecoded = Conv2D(1, 1)(x)")
    assert [node.name for node in plan.nodes] == ["input_1", "conv2d_1", "conv2d_3"]
    (note,) = plan.notes
    assert str(note.place) == "log.md:11"
    assert note.says == "Conv2D is not on the way from the pictures to the output and is left out"


def test_compile_and_fit_without_a_model_line_train_the_whole():
    plan = planned(
        "decoded = Conv2D(1, 1)(img)\nautoencoder.compile(optimizer='sgd', loss='mse')", bullets={"optimizer": "sgd"}
    )
    assert plan.output == "conv2d_1"


def test_a_layer_without_weights_may_be_called_twice():
    plan = planned("pool = MaxPooling2D()\nx = pool(img)\ndecoded = pool(x)")
    assert [node.name for node in plan.nodes] == ["input_1", "max_pooling2d_1", "max_pooling2d_2"]


def test_the_output_of_a_model_may_be_built_on():
    code = (
        "m = Sequential([Conv2D(2, 1, name='a')])\nencoder = Model(m.input, m.get_layer('a').output)\n"
        "decoded = Conv2D(1, 1)(m.output)"
    )
    assert planned(code).latent == "conv2d_1"


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (
            "x = Conv2D(4, 3)(img)\nx = MaxPoling2D()(x)",
            'log.md:11: found MaxPoling2D(...); expected a layer of Keras. Did you mean "MaxPooling2D"?',
        ),
        (
            "x = conv2d(4, 3)(img)",
            'log.md:10: found conv2d(...); expected a layer of Keras. Did you mean "Conv2D"?',
        ),
        (
            "x = Rescaling(1 / 255)(img)",
            "log.md:10: found Rescaling(...); expected a layer of Keras. "
            "Write it under ### Data: `Scaling = divide 255`.",
        ),
        (
            "x = Conv2D(4, 3)(img)\ny = Conv2D(4, 3)(imgs)",
            'log.md:11: found "imgs"; expected a name that was given a value above. Did you mean "img"?',
        ),
        (
            "for n in (4, 8):\n    x = Conv2D(n, 3)(x)",
            "log.md:10: found for n in (4, 8): x = Conv2D(n, 3)(x); expected assignments of layers, Sequential, Model, "
            "compile and fit. Write each layer on a line of its own.",
        ),
        (
            "if True:\n    x = Conv2D(4, 3)(img)",
            "log.md:10: found if True: x = Conv2D(4, 3)(img); expected assignments of layers, Sequential, Model, "
            "compile and fit. Keep the branch that is meant, without the condition.",
        ),
        (
            "def block(x):\n    return Conv2D(4, 3)(x)",
            "log.md:10: found def block(x): return Conv2D(4, 3)(x); expected assignments of layers, Sequential, Model, "
            "compile and fit. Write its layers at the top level, one to a line.",
        ),
        (
            "x = np.load('x.npy')",
            "log.md:10: found load(...); expected a layer of Keras. "
            "Pictures have their place under ### Data: `Images = ...`.",
        ),
        (
            "x = x.astype('float32') / 255",
            "log.md:10: found x.astype('float32'); expected a number",
        ),
        (
            "layer = Conv2D(1, 3, padding='same')\nx = layer(img)\nx = layer(x)",
            "log.md:12: this Conv2D was called before, at log.md:11; expected one call, for shared weights are not "
            "read. Write Conv2D(...) anew.",
        ),
        (
            "m = Sequential([Conv2D(1, 1)])\na = m(img)\nb = m(a)",
            "log.md:12: this model is called on a second input; expected one, for shared weights are not read. "
            "Write its layers out.",
        ),
        (
            "a = Input((8, 8, 1))\nb = Input((8, 8, 1))\ndecoded = Add()([a, b])",
            "log.md:11: the output hangs on 2 inputs; expected one, the picture. Use one Input.",
        ),
        (
            "input_img = Input(shape=(32, 32, 3))\ndecoded = Conv2D(3, 1)(input_img)",
            "log.md:10: Input says 32x32x3, the images are 8x8x1; expected the same. "
            "Write Input(shape=(imw, imh, c)), or bring the images to 32x32x3 (`Alterations = ...`).",
        ),
        (
            "input_img = Input(shape=(784,))\ndecoded = Dense(784)(input_img)",
            "log.md:10: Input says 784 numbers, the images are 8x8x1; expected the same. "
            "Write Input(shape=(8, 8, 1)), then Flatten(), and end with Reshape((8, 8, 1)).",
        ),
        (
            "input_img = Input(shape=(n,))\ndecoded = Dense(4)(input_img)",
            'log.md:10: the name "n" in this shape has no value; expected a number, or exactly three sizes. '
            "Write Input(shape=(rows, columns, channels)).",
        ),
        (
            "decoded = Conv2D(1, 1)(img)\nmodel = Model(img, decoded)\nmodel.load_weights('w.h5')",
            "log.md:12: found model.load_weights('w.h5'); expected one of add, compile, fit, summary and predict. "
            "Take the line out.",
        ),
        (
            "decoded = Conv2D(1, 1)(img)\nmodel = Model(img, [decoded, img])",
            "log.md:11: found [decoded, img]; expected one tensor in and one out. Write Model(input_img, decoded).",
        ),
        (
            "decoded = Conv2D(1, 1)(3)",
            "log.md:10: found 3; expected the output of a layer. Call the layer on the one before",
        ),
        (
            "model = Sequential([3])",
            "log.md:10: found 3; expected a layer. Write a layer of Keras, such as Conv2D(16, (3, 3)).",
        ),
        (
            "model.compile(optimiser='adam')",
            'log.md:10: compile has no argument "optimiser"; expected one that Keras knows. Did you mean "optimizer"?',
        ),
        ("", "log.md:10: found no layer in this block; expected a structure. Write x = Layer(...)(x)."),
        ("n = 3", "log.md:10: found no layer in this block; expected a structure. Write x = Layer(...)(x)."),
        (
            "x = Conv2D(*sizes)(img)",
            "log.md:10: found *sizes, whose content is not written here; expected arguments. Write them out.",
        ),
        ("x = Conv2D(lambda: 3, 3)(img)", "log.md:10: found lambda: 3; expected a number"),
    ],
)
def test_what_is_not_read_is_refused_with_its_line_and_what_would_be(code, message):
    assert refusal(code).startswith(message)


@pytest.mark.parametrize(
    "code",
    [
        "x = __import__('os').system('touch executed')",
        "x = eval('3')",
        "x = Conv2D(open('x'), 3)(img)",
        "x = img.__class__",
    ],
)
def test_code_that_could_run_is_a_fault_of_the_whole_notebook(code):
    with pytest.raises(NotebookError, match=r"log.md:10: found .*nothing was run"):
        draft(experiment(code), (8, 8, 1))


def test_an_experiment_without_structure_is_refused():
    assert refusal(None) == (
        "log.md:5: 1 has no structure; expected a fenced Python block under ### Structure, or `See model ...`. "
        "Write one of them."
    )


def test_many_layers_in_one_expression_are_read_and_too_many_are_refused():
    def nested(count: int) -> str:
        return "decoded = " + "UpSampling2D(1)(" * count + "img" + ")" * count

    assert len(planned(nested(30)).nodes) == 31
    assert "brackets deeper than 100 levels" in refusal(nested(200))


_PIECES = st.sampled_from(
    [
        *(
            "x",
            "img",
            "m",
            "()",
            "[]",
            "[x, img]",
            "-1",
            "0",
            "2",
            "1e9",
            "10**9",
            "None",
            "'same'",
            "(2, 2)",
            "(1, 2, 3)",
        ),
        *("Input()", "Input(shape=(a, b, c))", "Input(shape=(3,))", "Sequential()", "Sequential([Flatten()])"),
        *("Model(img, x)", "Model([], [])", "m.output", "m.get_layer('a').output", "m.fit(x, x)", "m.add(Flatten())"),
        *("Flatten()", "Flatten()(x)", "Conv2D(1, 1)", "Conv2D(1, 1)(x)", "Dense", "LeakyReLU()(x)", "keras.layers"),
        *("add([x, img])", "concatenate([])", "Add()([])", "Reshape((-1,))(x)", "MaxPooling2D(2)(img)", "l2(0.1)"),
    ]
)
_LINES = st.lists(st.tuples(st.sampled_from(["x", "m", "encoded", "decoded", "n"]), _PIECES, _PIECES, st.booleans()))


@settings(deadline=None, derandomize=True)
@given(_LINES)
def test_any_mixture_of_pieces_is_planned_or_refused_with_its_line(lines):
    code = "\n".join(
        f"{name} = {first}({second})" if called else f"{name} = {first}" for name, first, second, called in lines
    )
    try:
        said = str(draft(experiment(code), (8, 6, 2)).nodes[-1].place)
    except AescopeError as refused:
        said = str(refused)
    assert said.startswith("log.md:")


def test_a_shape_may_have_a_name_of_its_own():
    code = "size: int = 8\nshape = (size, size, 1)\ni = Input(shape=shape)\ndecoded = Conv2D(1, 1)(i)"
    assert resolve(experiment(code), (8, 8, 1)).output_shape == (8, 8, 1)


def test_a_latent_of_another_input_is_left_out_and_said():
    code = "z = Input(shape=(4,))\nencoded = Dense(2)(z)\nimg = Input(shape=(8, 8, 1))\ndecoded = Conv2D(1, 1)(img)"
    plan = planned(code)
    assert plan.latent is None
    assert "the latent is computed from another input than the output and is left out" in [n.says for n in plan.notes]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("shape = 8\ni = Input(shape=shape)", "log.md:11: found the shape shape; expected (rows, columns, channels)."),
        ("i = Input(shape=(8, 8, 'c'))", "log.md:10: found the shape 'c'; expected (rows, columns, channels)."),
        ("x = Conv2D(1, 1, trainable='no')(img)", "log.md:10: Conv2D has trainable='no'; expected True or False."),
        ("m = Sequential()\nx = m(img)", "log.md:11: this model has no layers yet; expected some. Add them before"),
        (
            "m = Model(img)",
            "log.md:10: found Model(img); expected an input and an output. Write Model(input_img, decoded).",
        ),
        (
            "layers = 3\nm = Sequential(layers)",
            "log.md:11: found layers; expected a list of layers. Write Sequential([...]).",
        ),
        (
            "x = Conv2D(1, 1)(img, img)",
            "log.md:10: found Conv2D(1, 1)(img, img); expected one tensor, or a list of them",
        ),
        ("x = Add()([])", "log.md:10: found Add()([]); expected a layer or a model called on one tensor."),
        ("x = Conv2D(1, 1)(img)\ny = x.output", "log.md:11: found x.output; expected the input or output of a model."),
        ("x = add(img, img)", "log.md:10: found add(img, img); expected a list of tensors. Write Add()([a, b])."),
    ],
)
def test_a_call_that_lacks_something_says_what(code, message):
    assert refusal(code).startswith(message)
