"""Where things are in the repository, and where the run writes to."""

from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
REPOSITORY = HERE.parent.parent
SCENARIOS = HERE / "scenarios"
ARCHIVES = HERE / "archives"
EXPECTED = HERE / "expected"
DRIVERS = HERE / "drivers"
WORK = HERE / "target" / "run"
UPSTREAM_ARCHIVES = REPOSITORY / "server/upstream/src/test/resources/results"
DEMO_MEDIA = REPOSITORY / "server/app/src/main/resources/ai/dragoneye/gateway/app/demo"
ERROR_REASONS = REPOSITORY / "proto/dragoneye_gateway/v1/error_reason.proto"
GATEWAY_JAR = REPOSITORY / "server/app/target/dragoneye-gateway.jar"
GATEWAY_LAUNCHER = REPOSITORY / "gateway"
