package ai.dragoneye.gateway.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that a command makes: whole or not at all, exactly where the caller said.
 *
 * <p>It is written beside its place and then moved there, so that nobody sees half of it and a
 * symbolic link at its place is replaced, never followed. No name from outside this machine becomes
 * part of a path.
 */
final class TargetFile {
  private static final int MAX_LENGTH = 200;

  private final Path path;
  private final boolean replace;

  private TargetFile(Path path, boolean replace) {
    this.path = path;
    this.replace = replace;
  }

  /**
   * The file at a path, or, where that is a directory, the one of this name in it.
   *
   * @param name one name, not a path; what is no plain letter, digit, dot, dash or underscore is
   *     replaced, and a long one is cut
   * @param suffix follows the name and is never cut
   * @param replace whether a file that is there already may be lost
   * @throws UsageException if a file is there already and must not be replaced, or something that
   *     is no file, such as a device or a pipe
   */
  static TargetFile at(Path place, String name, String suffix, boolean replace) {
    Path path = Files.isDirectory(place) ? place.resolve(plain(name) + suffix) : place;
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new UsageException(path + " is a directory");
    }
    Path parent = path.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new UsageException("There is no directory " + parent);
    }
    if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
      throw new UsageException(path + " is no regular file");
    }
    if (!replace && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new UsageException(path + " exists already: --force replaces it");
    }
    return new TargetFile(path, replace);
  }

  /** The name without anything that means something in a path. */
  static String plain(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
    String shortened = plain.substring(0, Math.min(plain.length(), MAX_LENGTH));
    return shortened.startsWith(".") || shortened.isEmpty() ? "_" + shortened : shortened;
  }

  Path path() {
    return path;
  }

  /**
   * Fills the file and puts it in its place; leaves nothing behind where that fails. Returns what
   * the content tells.
   *
   * @throws FileAlreadyExistsException if somebody else put a file there meanwhile
   */
  <T> T write(Content<T> content) throws IOException {
    Path beside = path.resolveSibling("." + UUID.randomUUID() + ".part");
    try {
      T result = writtenTo(beside, content);
      putInPlace(beside);
      return result;
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private void putInPlace(Path beside) throws IOException {
    if (replace) {
      Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    // Fails where there is a file by now, which the move would replace.
    Files.createFile(path);
    try {
      Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      Files.deleteIfExists(path);
      throw failure;
    }
  }

  private static <T> T writtenTo(Path file, Content<T> content) throws IOException {
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      return content.writeTo(out);
    }
  }

  /** What a file holds; writing it may tell something. */
  @FunctionalInterface
  interface Content<T> {
    T writeTo(OutputStream out) throws IOException;
  }
}
