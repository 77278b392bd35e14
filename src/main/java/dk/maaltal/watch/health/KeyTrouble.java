package dk.maaltal.watch.health;

import dk.maaltal.problem.Problem;
import dk.maaltal.watch.Condition;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Says that persons cannot be read: the key of pseudonyms is gone, is another, or may not be used. */
final class KeyTrouble implements Condition.Source {
    private final Supplier<Optional<Problem>> problem;

    KeyTrouble(Supplier<Optional<Problem>> problem) {
        this.problem = problem;
    }

    @Override
    public List<Condition> now() {
        return problem.get()
                .map(found -> List.of(new Condition(
                        "pseudonym key",
                        found.what(),
                        "registers of persons that are dropped are refused, and the measures counted from them stay as they"
                                + " were",
                        "",
                        found.next(),
                        Condition.Severity.WARNING)))
                .orElseGet(List::of);
    }
}
