package dk.maaltal.testing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Numbers as the contract writes them. */
public final class PlainNumbers {
    private PlainNumbers() {}

    /** A plain decimal without trailing zeros; a dash for none. */
    public static String text(@Nullable BigDecimal number) {
        if (number == null) {
            return "-";
        }
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
