package ai.dragoneye.gateway.upstream.storage;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A file nobody else can read and that has no name any more: the system frees it when it is closed
 * or the process ends. Thread-safe. Not a FileChannel on purpose: that one would be closed under
 * all its readers when one of them is interrupted.
 */
public final class UnlinkedFile implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final RandomAccessFile file;

  private UnlinkedFile(RandomAccessFile file) {
    this.file = file;
  }

  /** Makes an empty one in the given directory. */
  public static UnlinkedFile create(Path directory) throws IOException {
    Path path =
        Files.createTempFile(
            directory,
            "dragoneye-",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      return new UnlinkedFile(new RandomAccessFile(path.toFile(), "rw"));
    } finally {
      Files.delete(path);
    }
  }

  /** Writes the range of the array at the given position. */
  public void write(long position, byte[] bytes, int offset, int length) throws IOException {
    lock.lock();
    try {
      file.seek(position);
      file.write(bytes, offset, length);
    } finally {
      lock.unlock();
    }
  }

  /** Fills the range of the array; an {@link EOFException} where the file is shorter. */
  public void read(long position, byte[] bytes, int offset, int length) throws IOException {
    lock.lock();
    try {
      file.seek(position);
      file.readFully(bytes, offset, length);
    } finally {
      lock.unlock();
    }
  }

  /** Frees it, once nobody reads or writes; whoever comes later gets an {@link IOException}. */
  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      file.close();
    } finally {
      lock.unlock();
    }
  }
}
