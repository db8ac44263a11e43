package ai.dragoneye.gateway.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdsTest {
  private static final String ID = "0af7651916cd43dd8448eb211c80319c";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what-comes-later"
      })
  void shouldReadTheCallersId(String traceparent) {
    assertThat(TraceIds.from(traceparent)).isEqualTo(ID);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "0af7651916cd43dd8448eb211c80319c",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nevil"
      })
  void shouldMakeAnIdWhereThereIsNoneToBeRead(@Nullable String traceparent) {
    assertThat(TraceIds.from(traceparent)).matches("[0-9a-f]{32}").isNotEqualTo(ID);
  }

  @Test
  void shouldMakeAnotherIdEachTime() {
    assertThat(TraceIds.from(null)).isNotEqualTo(TraceIds.from(null));
  }
}
