package ai.dragoneye.gateway.upstream.upload;

import ai.dragoneye.gateway.upstream.UpstreamText;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The two things of an object store's error document that may be passed on; nothing else of it is.
 * Both are fit for a message.
 *
 * @param code its Code, or null
 * @param message its Message, or null
 */
record StoreError(@Nullable String code, @Nullable String message) {
  private static final StoreError NONE = new StoreError(null, null);
  private static final int DEPTH_OF_CHILDREN = 2;
  private static final XMLInputFactory XML = factory();

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  /** Reads as much as there is of the document; what is not one gives an empty error. */
  static StoreError parse(InputStream body) {
    Children children = new Children();
    try {
      XMLStreamReader reader = XML.createXMLStreamReader(body);
      while (reader.hasNext()) {
        children.accept(reader, reader.next());
      }
    } catch (XMLStreamException notXml) {
      return children.found();
    }
    return children.found();
  }

  private static final class Children {
    private int depth;
    private @Nullable String name;
    private StoreError found = NONE;
    private final StringBuilder text = new StringBuilder();

    StoreError found() {
      return found;
    }

    void accept(XMLStreamReader reader, int event) {
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> {
          depth++;
          name = depth == DEPTH_OF_CHILDREN ? reader.getLocalName() : null;
          text.setLength(0);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            text.append(reader.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          take();
          depth--;
          name = null;
        }
        default -> {}
      }
    }

    private void take() {
      if ("Code".equals(name)) {
        found = new StoreError(UpstreamText.clean(text.toString()), found.message());
      } else if ("Message".equals(name)) {
        found = new StoreError(found.code(), UpstreamText.clean(text.toString()));
      }
    }
  }
}
