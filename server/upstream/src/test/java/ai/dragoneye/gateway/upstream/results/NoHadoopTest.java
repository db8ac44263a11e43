package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;

/**
 * Every fixture decodes where Hadoop and parquet-hadoop cannot be loaded; nothing even asks for
 * them.
 */
class NoHadoopTest {
  @Test
  void shouldDecodeWithoutAskingForHadoop() throws Throwable {
    try (WithoutHadoop loader = new WithoutHadoop()) {
      Class<?> decoding = loader.loadClass(Decoding.class.getName());
      Set<String> fixtures = new TreeSet<>();
      Fixture.ofVideos().forEach(fixture -> fixtures.add(fixture.name()));
      for (String fixture : fixtures) {
        Object objects =
            MethodHandles.privateLookupIn(decoding, MethodHandles.lookup())
                .findStatic(
                    decoding, "videoObjects", MethodType.methodType(List.class, byte[].class))
                .invoke(Fixture.archive(fixture));
        assertThat(objects).as(fixture).isInstanceOf(List.class);
      }
      assertThat(loader.refused).isEmpty();
      assertThat(decoding.getClassLoader()).isSameAs(loader);
    }
  }

  private static final class WithoutHadoop extends URLClassLoader {
    private final Set<String> refused = new ConcurrentSkipListSet<>();

    WithoutHadoop() throws IOException {
      super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("org.apache.hadoop.") || name.startsWith("org.apache.parquet.hadoop.")) {
        refused.add(name);
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }

    private static URL[] classPath() throws MalformedURLException {
      StringTokenizer entries =
          new StringTokenizer(System.getProperty("java.class.path"), File.pathSeparator);
      List<URL> urls = new ArrayList<>();
      while (entries.hasMoreTokens()) {
        urls.add(Path.of(entries.nextToken()).toUri().toURL());
      }
      return urls.toArray(URL[]::new);
    }
  }
}
