package ai.dragoneye.gateway.upstream.results;

/** A member of an archive whose checksum was verified; safe for any number of readers. */
sealed interface MemberContent {
  /** Name of the member. */
  String name();

  /** The content for one reader; what that takes of memory, the reader holds to its end. */
  MemberFile load(ReaderMemory memory);

  /** A stored member, read in place. */
  record Stored(MemberFile file) implements MemberContent {
    @Override
    public String name() {
      return file.name();
    }

    @Override
    public MemberFile load(ReaderMemory memory) {
      return file;
    }
  }

  /** A deflated member, inflated anew by each reader: the service sends none. */
  record Deflated(MemberInflater inflater) implements MemberContent {
    @Override
    public String name() {
      return inflater.name();
    }

    @Override
    public MemberFile load(ReaderMemory memory) {
      return inflater.inflate(memory);
    }
  }
}
