package ai.dragoneye.gateway.simulator.archive;

import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** The schemas of the archive's members. */
final class PredictionSchema {
  static final MessageType PREDICTIONS =
      MessageTypeParser.parseMessageType(
          """
          message predictions {
            optional int64 object_id;
            optional group timestamp_ranges (LIST) {
              repeated group list {
                optional group element {
                  optional int64 timestamp_start_us_inclusive;
                  optional int64 timestamp_end_us_inclusive;
                }
              }
            }
            optional group bbox_observations (LIST) {
              repeated group list {
                optional group element {
                  optional int64 timestamp_microseconds;
                  optional group normalized_bbox (LIST) {
                    repeated group list {
                      optional double element;
                    }
                  }
                  optional double bbox_score;
                }
              }
            }
            optional group categories (LIST) {
              repeated group list {
                optional group element {
                  optional int64 category_id;
                  optional binary name (STRING);
                  optional double score;
                  optional group attributes (LIST) {
                    repeated group list {
                      optional group element {
                        optional int64 attribute_id;
                        optional binary attribute_name (STRING);
                        optional int64 option_id;
                        optional binary option_name (STRING);
                        optional group timestamp_ranges (LIST) {
                          repeated group list {
                            optional group element {
                              optional int64 timestamp_start_us_inclusive;
                              optional int64 timestamp_end_us_inclusive;
                              optional double score;
                            }
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          }
          """);

  static final MessageType FRAME_TIMESTAMPS =
      MessageTypeParser.parseMessageType(
          """
          message frame_timestamps {
            optional binary image_id (STRING);
            optional int64 timestamp_microseconds;
          }
          """);

  private PredictionSchema() {}
}
