package dk.maaltal.source.register;

/** Tells totals and footnotes from data by the first cell that is not blank. */
final class SkippedRows {
    private final Layout.Skips skips;
    private final boolean[] initials = new boolean[Character.MAX_VALUE + 1];
    private final Text text = new Text();

    SkippedRows(Layout.Skips skips) {
        this.skips = skips;
        skips.equal().forEach(this::mayBeginWith);
        skips.starts().forEach(this::mayBeginWith);
    }

    private void mayBeginWith(String words) {
        initials[Character.toLowerCase(words.charAt(0))] = true;
        initials[Character.toUpperCase(words.charAt(0))] = true;
    }

    boolean has(Cells row) {
        for (int i = 0; i < row.count(); i++) {
            if (row.cell(i, text).length() > 0) {
                return initials[text.at(0)] && isOne(Words.cell(text.words()));
            }
        }
        return false;
    }

    private boolean isOne(String words) {
        return skips.equal().contains(words) || skips.starts().stream().anyMatch(words::startsWith);
    }
}
