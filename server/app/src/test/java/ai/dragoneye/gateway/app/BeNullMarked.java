package ai.dragoneye.gateway.app;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** NullAway looks only at packages that are marked: an unmarked one would go unchecked. */
final class BeNullMarked extends ArchCondition<JavaClass> {
  static final BeNullMarked IN_THEIR_PACKAGE = new BeNullMarked();

  private BeNullMarked() {
    super("be in a package that is @NullMarked");
  }

  @Override
  public void check(JavaClass item, ConditionEvents events) {
    boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
    events.add(
        new SimpleConditionEvent(item, marked, item.getPackageName() + " of " + item.getName()));
  }
}
