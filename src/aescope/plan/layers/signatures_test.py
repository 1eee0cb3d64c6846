# ruff: noqa: E501
"""Every layer takes what the layer of Keras 3 takes: the names, their order and their defaults."""

import ast
import inspect

import pytest

from aescope.plan.registry import layers

# Printed by inspect.signature of keras.layers in Keras 3.15, without self and the arguments that all layers take.
KERAS = """
Conv2D(filters, kernel_size, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1), groups=1, activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None)
Conv2DTranspose(filters, kernel_size, strides=(1, 1), padding='valid', output_padding=None, data_format=None, dilation_rate=(1, 1), activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None)
MaxPooling2D(pool_size=(2, 2), strides=None, padding='valid', data_format=None)
AveragePooling2D(pool_size=(2, 2), strides=None, padding='valid', data_format=None)
GlobalAveragePooling2D(data_format=None, keepdims=False)
UpSampling2D(size=(2, 2), data_format=None, interpolation='nearest')
Flatten(data_format=None)
Reshape(target_shape)
Dense(units, activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, lora_rank=None)
Dropout(rate, noise_shape=None, seed=None)
BatchNormalization(axis=-1, momentum=0.99, epsilon=0.001, center=True, scale=True, beta_initializer='zeros', gamma_initializer='ones', moving_mean_initializer='zeros', moving_variance_initializer='ones', beta_regularizer=None, gamma_regularizer=None, beta_constraint=None, gamma_constraint=None, renorm=False, renorm_clipping=None, renorm_momentum=0.99, synchronized=False)
Activation(activation)
ReLU(max_value=None, negative_slope=0.0, threshold=0.0)
LeakyReLU(negative_slope=0.3)
ELU(alpha=1.0)
Softmax(axis=-1)
ZeroPadding2D(padding=(1, 1), data_format=None)
Cropping2D(cropping=((0, 0), (0, 0)), data_format=None)
GaussianNoise(stddev, seed=None)
Add()
Concatenate(axis=-1)
""".strip().splitlines()


@pytest.mark.parametrize("signature", KERAS, ids=lambda line: line.partition("(")[0])
def test_a_layer_takes_the_arguments_of_keras_in_their_order(signature):
    arguments = ast.parse(f"def {signature}: pass").body[0].args
    names = [argument.arg for argument in arguments.args]
    missing = [inspect.Parameter.empty] * (len(names) - len(arguments.defaults))
    expected = dict(zip(names, [*missing, *(ast.literal_eval(one) for one in arguments.defaults)], strict=True))
    member = layers[signature.partition("(")[0]]
    ours = list(inspect.signature(member).parameters.values())[1:]
    assert {one.name: one.default for one in ours if one.kind is one.POSITIONAL_OR_KEYWORD} == expected
    assert [one.name for one in ours][: len(names)] == names


def test_every_layer_is_among_them():
    expected = {line.partition("(")[0] for line in KERAS} | {"Input"}
    assert {layers.canonical(name) for name in layers} == expected
