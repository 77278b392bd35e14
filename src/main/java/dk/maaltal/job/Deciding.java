package dk.maaltal.job;

import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.snapshot.Approval;
import dk.maaltal.snapshot.ChangeKind;
import dk.maaltal.snapshot.Decision;
import dk.maaltal.snapshot.Version;
import dk.maaltal.source.register.Masked;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A person's word on a held change, while no run is at work. */
public final class Deciding {
    private static final int LONGEST_REASON = 1000;
    private static final int LONGEST_NAME = 100;

    private static final Pattern UNSHOWABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}]");

    private final Home home;
    private final Approval approval;

    Deciding(Home home, Approval approval) {
        this.home = home;
        this.approval = approval;
    }

    /**
     * Publishes what was held.
     *
     * @param as {@link ChangeKind#REVISION} or {@link ChangeKind#CORRECTION}
     * @throws ProblemException when a run is at work, a word is missing, or the decision cannot be made; nothing is
     *     written then
     */
    public Version approve(long number, ChangeKind as, String by, String reason) {
        require(number, by, reason);
        try (Home.Lock lock = home.lock()) {
            return approval.approve(number, as, shown(by), shown(reason));
        }
    }

    /**
     * Leaves what is published.
     *
     * @throws ProblemException when a run is at work, a word is missing, or the decision cannot be made
     */
    public Decision reject(long number, String by, String reason) {
        require(number, by, reason);
        try (Home.Lock lock = home.lock()) {
            return approval.reject(number, shown(by), shown(reason));
        }
    }

    private static String shown(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static void require(long number, String by, String reason) {
        List<Problem> problems = new ArrayList<>();
        check(number, "--reason", reason, LONGEST_REASON, problems);
        check(number, "--by", by, LONGEST_NAME, problems);
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    /** What is given stays for ever, in what everybody reads. */
    private static void check(long number, String option, String text, int longest, List<Problem> problems) {
        String shown = shown(text);
        String where = "decision %d, %s".formatted(number, option);
        if (shown.isEmpty()) {
            problems.add(Problem.declaration(where, "nothing is said", "a few words that stay with the version", ""));
        } else if (shown.length() > longest) {
            problems.add(Problem.declaration(
                    where,
                    "that is %d characters long".formatted(shown.length()),
                    "at most " + longest,
                    "say it shorter"));
        } else if (Masked.holdsCpr(shown) || UNSHOWABLE.matcher(shown).find()) {
            problems.add(Problem.declaration(
                    where,
                    "it holds what may be a CPR number, or what cannot be shown",
                    "words that everybody may read",
                    "say it without"));
        }
    }
}
