package ai.dragoneye.gateway.upstream.testing;

import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.UpstreamSettings;
import ai.dragoneye.gateway.upstream.UpstreamSettings.Addresses;
import ai.dragoneye.gateway.upstream.UpstreamSettings.Network;
import ai.dragoneye.gateway.upstream.UpstreamSettings.Results;
import ai.dragoneye.gateway.upstream.UpstreamSettings.Retry;
import ai.dragoneye.gateway.upstream.UpstreamSettings.Timeouts;
import java.net.URI;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Settings and assertions that the tests of the client share. */
public final class TestClients {
  public static final ApiKey KEY = new ApiKey("secret-key");

  /** Times short enough for tests that run into them. */
  public static final Timeouts SHORT =
      new Timeouts(
          Duration.ofSeconds(2),
          Duration.ofMillis(400),
          Duration.ofMillis(400),
          Duration.ofMillis(400),
          Duration.ofMillis(400));

  private TestClients() {}

  public static UpstreamSettings with(URI baseUrl, Timeouts timeouts) {
    return new UpstreamSettings(
        baseUrl, timeouts, Network.DEFAULT, Retry.DEFAULT, Addresses.DEFAULT, Results.DEFAULT);
  }

  public static UpstreamSettings with(URI baseUrl, Network network) {
    return new UpstreamSettings(
        baseUrl, Timeouts.DEFAULT, network, Retry.DEFAULT, Addresses.DEFAULT, Results.DEFAULT);
  }

  public static UpstreamSettings with(URI baseUrl, Addresses addresses) {
    return new UpstreamSettings(
        baseUrl, Timeouts.DEFAULT, Network.DEFAULT, Retry.DEFAULT, addresses, Results.DEFAULT);
  }

  public static UpstreamSettings with(URI baseUrl, Results results) {
    return new UpstreamSettings(
        baseUrl, Timeouts.DEFAULT, Network.DEFAULT, Retry.DEFAULT, Addresses.DEFAULT, results);
  }

  /** Asserts what a call fails with. */
  public static ObjectAssert<UpstreamFailure> assertFailure(ThrowingCallable call) {
    return Assertions.assertThatThrownBy(call)
        .asInstanceOf(InstanceOfAssertFactories.type(UpstreamException.class))
        .extracting(
            UpstreamException::failure, InstanceOfAssertFactories.type(UpstreamFailure.class));
  }
}
