package ai.dragoneye.gateway.upstream;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A presigned POST form of an object store. Its query and fields are secrets: {@link #toString()}
 * hides them.
 *
 * @param url where to post
 * @param fields the form's fields in the order they were issued; they go before the file
 */
public record UploadForm(URI url, Map<String, String> fields) {
  public UploadForm {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  @Override
  public String toString() {
    return "UploadForm[" + url.getScheme() + "://" + url.getAuthority() + ", hidden]";
  }
}
