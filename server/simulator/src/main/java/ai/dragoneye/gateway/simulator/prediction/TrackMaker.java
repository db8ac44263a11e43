package ai.dragoneye.gateway.simulator.prediction;

import ai.dragoneye.gateway.simulator.media.MediaFacts;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Attribute;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Category;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Observation;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.ScoredRange;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.TimeRange;
import ai.dragoneye.gateway.simulator.prediction.Vocabulary.Kind;
import ai.dragoneye.gateway.simulator.prediction.Vocabulary.Option;
import ai.dragoneye.gateway.simulator.prediction.Vocabulary.Trait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes one object after the other from one source of randomness. */
final class TrackMaker {
  private static final int MAX_CATEGORIES = 3;
  private static final int SHORTEST_WITH_ABSENCE = 9;
  private static final double GAP_CHANCE = 0.15;

  private final RandomGenerator random;
  private final MediaFacts facts;

  TrackMaker(RandomGenerator random, MediaFacts facts) {
    this.random = random;
    this.facts = facts;
  }

  /** An object that lives through these frames; a restless one goes missing in between. */
  DetectedObject make(long id, List<Long> life, boolean restless) {
    boolean leaves = restless && life.size() >= SHORTEST_WITH_ABSENCE;
    int left = leaves ? life.size() / 3 : life.size();
    int back = leaves ? 2 * life.size() / 3 : life.size();
    return new DetectedObject(
        id, ranges(life, left, back), observations(life, restless, left, back), categories(life));
  }

  private static List<TimeRange> ranges(List<Long> life, int left, int back) {
    if (left == back) {
      return List.of(new TimeRange(life.getFirst(), life.getLast()));
    }
    return List.of(
        new TimeRange(life.getFirst(), life.get(left - 1)),
        new TimeRange(life.get(back), life.getLast()));
  }

  private List<Observation> observations(List<Long> life, boolean restless, int left, int back) {
    Path path = new Path(random, facts);
    List<Observation> all = new ArrayList<>();
    for (int i = 0; i < life.size(); i++) {
      boolean inner = i > 0 && i < life.size() - 1;
      boolean missed = inner && (random.nextDouble() < GAP_CHANCE || (restless && i == 1));
      boolean away = i >= left && i < back;
      double progress = (double) i / life.size();
      all.add(
          new Observation(
              life.get(i),
              missed || away ? Optional.empty() : Optional.of(path.at(progress, random))));
    }
    return List.copyOf(all);
  }

  private List<Category> categories(List<Long> life) {
    List<Kind> left = new ArrayList<>(Vocabulary.KINDS);
    List<Category> all = new ArrayList<>();
    double score = random.nextDouble(0.5, 1);
    int count = random.nextInt(1, MAX_CATEGORIES + 1);
    for (int i = 0; i < count; i++) {
      Kind kind = left.remove(random.nextInt(left.size()));
      all.add(new Category(kind.id(), kind.name(), score, attributes(kind, life)));
      score *= random.nextDouble(0.1, 0.9);
    }
    return List.copyOf(all);
  }

  private List<Attribute> attributes(Kind kind, List<Long> life) {
    List<Attribute> all = new ArrayList<>();
    for (Trait trait : kind.traits()) {
      runs(trait, life)
          .forEach(
              (option, ranges) ->
                  all.add(
                      new Attribute(trait.id(), trait.name(), option.id(), option.name(), ranges)));
    }
    return List.copyOf(all);
  }

  /** Cuts a life into runs, each with another option than the one before. */
  private Map<Option, List<ScoredRange>> runs(Trait trait, List<Long> life) {
    Map<Option, List<ScoredRange>> runs = new LinkedHashMap<>();
    int count = Math.min(life.size(), random.nextInt(2, 5));
    int option = random.nextInt(trait.options().size());
    for (int run = 0; run < count; run++) {
      int from = run * life.size() / count;
      int to = (run + 1) * life.size() / count - 1;
      runs.computeIfAbsent(trait.options().get(option), o -> new ArrayList<>())
          .add(new ScoredRange(life.get(from), life.get(to), random.nextDouble(0.3, 1)));
      option = (option + 1) % trait.options().size();
    }
    return runs;
  }
}
