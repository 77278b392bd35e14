package dk.maaltal.watch.alert;

import dk.maaltal.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What tells one cause from another: what happened and what is to be done, without the places and without numbers and
 * times, which differ from night to night while the cause is the same. Names such as {@code y25i07} stay.
 */
final class CauseKey {
    private static final Pattern TIMES_AND_NUMBERS =
            Pattern.compile("(?<![\\p{L}\\p{N}_])\\p{N}[\\p{N}.,:TZ/+-]*(?:ms|s|h|%)?(?![\\p{L}\\p{N}_])");
    /** Of a request, masked where it looks like a person's number. */
    private static final Pattern IDS =
            Pattern.compile("(?<![\\p{L}\\p{N}_])[\\p{XDigit}*]{4,}(?:-[\\p{XDigit}*]+){2,}(?![\\p{L}\\p{N}_])");

    private static final int READABLE = 150;

    private CauseKey() {}

    static String of(Problem problem) {
        String what = bare(problem.what());
        String whole = String.join("\n", problem.mover().name(), what, bare(problem.expected()), bare(problem.next()));
        return Message.clip(what, READABLE) + " " + digest(whole);
    }

    private static String bare(String text) {
        return TIMES_AND_NUMBERS.matcher(IDS.matcher(text).replaceAll("#")).replaceAll("#");
    }

    private static String digest(String text) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
