/**
 * The generated messages, enums and services of the gateway's contract, `dragoneye_gateway.v1`.
 *
 * @module
 */
export * from "./gen/dragoneye_gateway/v1/config_pb.js";
export * from "./gen/dragoneye_gateway/v1/error_reason_pb.js";
export * from "./gen/dragoneye_gateway/v1/prediction_pb.js";
export * from "./gen/dragoneye_gateway/v1/prediction_service_pb.js";
export * from "./gen/dragoneye_gateway/v1/result_service_pb.js";
export * from "./gen/dragoneye_gateway/v1/result_stream_pb.js";
export * from "./gen/dragoneye_gateway/v1/task_service_pb.js";
