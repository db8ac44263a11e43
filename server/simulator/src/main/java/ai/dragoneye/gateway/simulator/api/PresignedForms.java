package ai.dragoneye.gateway.simulator.api;

import ai.dragoneye.gateway.simulator.http.RequestHead;
import ai.dragoneye.gateway.simulator.task.PresignedForm;
import ai.dragoneye.gateway.simulator.task.PresignedForm.Field;
import ai.dragoneye.gateway.simulator.task.TaskRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** Issues the permission to upload, in the shape of a presigned POST policy of an object store. */
final class PresignedForms {
  static final String UPLOAD_PATH = "/media-store";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final UploadRules rules;
  private final SecretKeySpec key;

  PresignedForms(UploadRules rules, long seed) {
    this.rules = rules;
    this.key =
        new SecretKeySpec(
            ("simulated store " + seed).getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  /** Where uploads go: the same server, by the name the client knows it by. */
  String uploadBase(RequestHead head) {
    String host =
        head.header(HttpHeaderNames.HOST)
            .filter(name -> name.matches("[A-Za-z0-9.:\\[\\]_-]{1,255}"))
            .orElseThrow(() -> new Rejection(400, "a Host header is required"));
    return "http://" + host + UPLOAD_PATH;
  }

  PresignedForm issue(String taskId, TaskRequest request, Instant now) {
    Instant expires = now.plus(rules.presignLifetime());
    String blobPath = "prediction-tasks/" + taskId + "/media";
    String date = DATE.format(now);
    String policy = policy(blobPath, request.mimeType(), expires);
    List<Field> fields =
        List.of(
            new Field("key", blobPath),
            new Field("Content-Type", request.mimeType()),
            new Field("x-goog-date", date),
            new Field("x-goog-credential", "simulator/" + date.substring(0, 8) + "/auto/storage"),
            new Field("x-goog-algorithm", "SIMULATED-HMAC-SHA256"),
            new Field("policy", policy),
            new Field("x-goog-signature", signature(policy)));
    return new PresignedForm(blobPath, fields, expires);
  }

  private String policy(String blobPath, String mimeType, Instant expires) {
    Object conditions =
        List.of(
            Map.of("key", blobPath),
            Map.of("Content-Type", mimeType),
            List.of("content-length-range", 1, rules.maxBytes()));
    byte[] json =
        JsonMapper.shared()
            .writeValueAsBytes(
                new TreeMap<>(Map.of("expiration", expires.toString(), "conditions", conditions)));
    return Base64.getEncoder().encodeToString(json);
  }

  private String signature(String policy) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(policy.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
