package dk.maaltal.staging;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.register.Register;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The registers as they were known at an as-of. */
public interface RegistersKnown {
    /** Nothing was ever accepted. */
    RegistersKnown NONE = new RegistersKnown() {
        @Override
        public Optional<RegisterKnown> of(Register register) {
            return Optional.empty();
        }

        @Override
        public <A> A fold(
                Set<Register> registers, Supplier<A> none, BiConsumer<A, PersonRows> step, BinaryOperator<A> merge) {
            return none.get();
        }

        @Override
        public void rows(Register register, Consumer<long[]> reader) {}

        @Override
        public Optional<UnitsKnown> units() {
            return Optional.empty();
        }
    };

    /** Nothing was ever taken there. @param where which register or registers */
    static Problem neverTaken(String where) {
        return new Problem(
                Mover.INPUT,
                "it was never taken",
                where,
                "an accepted extract",
                "put an extract into the drop folder, drop/<register>/<name>_<yyyy-MM-dd>.csv or .xlsx;"
                        + " docs/how-to/registers.md says how");
    }

    /** The newest generation; empty when none was known, and when it cannot be read any more: never an older one. */
    Optional<RegisterKnown> of(Register register);

    /** Why the newest generation cannot be read: its folder is gone or damaged. Empty when it can, or when none is known. */
    default Optional<Problem> lost(Register register) {
        return Optional.empty();
    }

    /**
     * Folds every person once, bucket by bucket on several threads.
     *
     * @param registers those to read; all of persons, and one without a generation has no rows
     * @param none a new, empty result; each thread folds into its own
     * @param step takes one person into the result
     * @param merge the sum of two results
     */
    <A> A fold(Set<Register> registers, Supplier<A> none, BiConsumer<A, PersonRows> step, BinaryOperator<A> merge);

    /**
     * The rows of a register without persons.
     *
     * @param reader gets each row's values; the array is used again
     */
    void rows(Register register, Consumer<long[]> reader);

    /** CVR's workplaces; empty when no reading of them was ever taken. */
    Optional<UnitsKnown> units();
}
