package dk.maaltal.source.register;

import java.text.Normalizer;
import java.util.Locale;

/** When two spellings are the same. */
final class Words {
    private static final int MOST_SHOWN = 60;

    private Words() {}

    /** Headers: whatever their case, spaces, hyphens, underscores, points and invisible characters. */
    static String header(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        StringBuilder key = new StringBuilder(composed.length());
        for (int i = 0; i < composed.length(); i++) {
            char c = composed.charAt(i);
            boolean sign = c == '_' || c == '.' || c == ':' || Character.getType(c) == Character.DASH_PUNCTUATION;
            if (!sign && !Text.isSpace(c) && !Character.isISOControl(c)) {
                key.append(c);
            }
        }
        return key.toString().toLowerCase(Locale.ROOT);
    }

    /** Words in cells: whatever their case, and one space is as good as several. */
    static String cell(String words) {
        return Normalizer.normalize(words.strip(), Normalizer.Form.NFC)
                .replaceAll("[\\s\\p{Z}]+", " ")
                .toLowerCase(Locale.ROOT);
    }

    /** Fit to be shown: masked, on one line, not too long. */
    static String shown(String text) {
        String masked = Masked.shown(text.replaceAll("[\\s\\p{Z}]+", " "));
        return masked.length() <= MOST_SHOWN ? masked : masked.substring(0, MOST_SHOWN) + "…";
    }
}
