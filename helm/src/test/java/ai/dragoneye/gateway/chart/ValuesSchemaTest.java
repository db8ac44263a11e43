package ai.dragoneye.gateway.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values that are wrong are refused by the schema, before any template sees them. */
class ValuesSchemaTest {
  // Without a default.
  private static final List<String> FREE =
      List.of("global", "resources.limits.cpu", "autoscaling.behavior.scaleUp");
  private static final String CHOSEN = "insecure: true\napiKey: {existingSecret: key}\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          replicas: 3                                            | 'replicas'
          replicaCount: two                                      | /replicaCount
          image: {pullPolicy: Sometimes}                         | /image/pullPolicy
          image: {digest: "sha256:abc"}                          | /image/digest
          image: {name: gateway}                                 | 'name'
          tls: {secretName: a}                                   | 'secretName'
          tls: {existingSecret: "No Name"}                       | /tls/existingSecret
          authentication: {tokens: {create: [{name: a, sha256: the-token-itself}]}} | /authentication/tokens/create/0/sha256
          ports: {grpc: 80}                                      | /ports/grpc
          ports: {health: "8081"}                                | /ports/health
          spool: {headroomPercent: 10}                           | /spool/headroomPercent
          spool: {mountPath: relative/path}                      | /spool/mountPath
          resources: {limits: {ephemeral-storage: 1Gi}}          | 'ephemeral-storage'
          resources: {requests: {memory: 1GB}}                   | /resources/requests/memory
          runAsUser: 0                                           | /runAsUser
          commonLabels: {app.kubernetes.io/name: other}          | 'app.kubernetes.io/name'
          podAnnotations: {checksum/config: "1"}                 | 'checksum/config'
          logFormat: json                                        | /logFormat
          topologySpread: {whenUnsatisfiable: Maybe}             | /topologySpread/whenUnsatisfiable
          networkPolicy: {egress: {except: [10.0.0.0]}}          | /networkPolicy/egress/except/0
          networkPolicy: {ingress: {callers: [{pods: {}}]}}      | 'pods'
          service: {type: ExternalName}                          | /service/type
          service: {port: 70000}                                 | /service/port
          serviceMonitor: {interval: 30}                         | /serviceMonitor/interval
          grpcRoute: {parentRefs: [{namespace: a}]}              | 'name'
          autoscaling: {cpu: {targetUtilization: 0}}             | /autoscaling/cpu/targetUtilization
          autoscaling: {inFlight: {target: 70%}}                 | /autoscaling/inFlight/target
          gateway: {listn: ":8080"}                              | 'listn'
          gateway: {listen: ":8080"}                             | 'listen'
          gateway: {tls: {insecure_plaintext: true}}             | 'tls'
          gateway: {media: {spool: {directory: /tmp}}}           | 'directory'
          gateway: {upstream: {timeouts: {conect: 10s}}}         | 'conect'
          gateway: {upstream: {timeouts: {connect: 10}}}         | /gateway/upstream/timeouts/connect
          gateway: {upstream: {network: {proxy: "http://user:secret@proxy:3128"}}} | /gateway/upstream/network/proxy
          gateway: {server: {drain_timeout: 1d}}                 | /gateway/server/drain_timeout
          gateway: {server: {drain_timeout: null}}               | 'drain_timeout'
          gateway: {media: {spool: {max_total_bytes: 4GB}}}      | /gateway/media/spool/max_total_bytes
          gateway: {admission: {predictions: {max: many}}}       | /gateway/admission/predictions/max
          gateway: {callers: [{methods: "*"}]}                   | 'name'
          gateway: {callers: [{name: a, quota: {prediction: 1}}]} | 'prediction'
          """)
  void shouldRefuseAWrongValueAndNameIt(String values, String named) {
    assertThat(Chart.refusal(CHOSEN + values))
        .contains("values don't meet the specifications of the schema")
        .contains(named);
  }

  @Test
  void shouldKnowEveryValueAndNoOther() throws IOException {
    // given
    JsonNode schema =
        JsonMapper.shared().readTree(Files.readString(Chart.FOLDER.resolve("values.schema.json")));
    JsonNode values = Manifests.yaml(Files.readString(Chart.FOLDER.resolve("values.yaml")));
    Set<String> known = new TreeSet<>();
    collect(schema, "", known);

    // when
    Set<String> given = new TreeSet<>(FREE);
    collectValues(values, "", given, known);

    // then
    assertThat(known).isEqualTo(given);
  }

  private static void collect(JsonNode schema, String path, Set<String> into) {
    for (var property : schema.path("properties").properties()) {
      String name = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
      into.add(name);
      if (!name.equals("gateway")) {
        collect(property.getValue(), name, into);
      }
    }
  }

  private static void collectValues(
      JsonNode values, String path, Set<String> into, Set<String> known) {
    for (var value : values.properties()) {
      String name = path.isEmpty() ? value.getKey() : path + "." + value.getKey();
      into.add(name);
      if (known.stream().anyMatch(other -> other.startsWith(name + "."))) {
        collectValues(value.getValue(), name, into, known);
      }
    }
  }
}
