package ai.dragoneye.gateway.benchmarks.decode;

import tools.jackson.databind.JsonNode;

/**
 * What is in a result, so far as it takes to see that two decoders read the same.
 *
 * @param objects how many
 * @param observations how many, those of gap frames included
 * @param gaps observations of gap frames
 * @param timestamps the sum of the observations' timestamps
 * @param lowBits sum of the low halves of all doubles, modulo 2³²
 * @param highBits sum of the high halves of all doubles, modulo 2³²
 */
record Contents(
    long objects, long observations, long gaps, long timestamps, long lowBits, long highBits) {

  static Contents of(JsonNode answer) {
    return new Contents(
        answer.path("objects").asLong(-1),
        answer.path("observations").asLong(-1),
        answer.path("gaps").asLong(-1),
        answer.path("timestamps").asLong(-1),
        answer.path("low_bits").asLong(-1),
        answer.path("high_bits").asLong(-1));
  }
}
