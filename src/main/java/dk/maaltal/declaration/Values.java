package dk.maaltal.declaration;

import dk.maaltal.declaration.Node.Items;
import dk.maaltal.declaration.Node.Kind;
import dk.maaltal.declaration.Node.Scalar;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.ReferencePeriod;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns a {@link Node} into a value, or says what it is instead ({@code is the number 6.10}) and in which line. */
public final class Values {
    private Values() {}

    /** A value of the wrong kind; the text continues "'key' …". */
    public static final class Misfit extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        private final int line;

        Misfit(int line, String what) {
            super(what);
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    public static String text(Node node) {
        if (node instanceof Scalar scalar && scalar.kind() == Kind.TEXT) {
            String text = scalar.text().strip();
            if (text.isEmpty()) {
                throw new Misfit(node.line(), "is empty");
            }
            return text;
        }
        boolean unquoted = node instanceof Scalar && !node.isNone();
        throw new Misfit(node.line(), "is %s%s".formatted(node.described(), unquoted ? ", not in quotes" : ""));
    }

    /** One text or a list of them, at least one. */
    public static List<String> texts(Node node) {
        return texts(node, UnaryOperator.identity());
    }

    public static List<String> regexes(Node node) {
        return texts(node, Values::regex);
    }

    private static List<String> texts(Node node, UnaryOperator<String> check) {
        if (!(node instanceof Items list)) {
            return List.of(checked(node, check));
        }
        if (list.items().isEmpty()) {
            throw new Misfit(node.line(), "is an empty list");
        }
        List<String> texts = new ArrayList<>();
        list.items().forEach(item -> texts.add(checked(item, check)));
        return List.copyOf(texts);
    }

    private static String checked(Node node, UnaryOperator<String> check) {
        String text = text(node);
        try {
            return check.apply(text);
        } catch (IllegalArgumentException e) {
            throw new Misfit(node.line(), String.valueOf(e.getMessage()));
        }
    }

    public static String regex(String text) {
        try {
            return Pattern.compile(text).pattern();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "is no regular expression: %s in '%s'".formatted(e.getDescription(), text), e);
        }
    }

    public static BigDecimal decimal(Node node) {
        if (node instanceof Scalar scalar && scalar.kind() == Kind.NUMBER) {
            try {
                return new BigDecimal(scalar.text());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("is %s".formatted(node.described()), e);
            }
        }
        throw new Misfit(node.line(), "is " + node.described());
    }

    public static int number(Node node, int least, int most) {
        BigDecimal value = decimal(node);
        if (value.stripTrailingZeros().scale() > 0
                || value.compareTo(BigDecimal.valueOf(least)) < 0
                || value.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw new Misfit(node.line(), "is " + node.described());
        }
        return value.intValueExact();
    }

    public static boolean flag(Node node) {
        if (node instanceof Scalar scalar && scalar.kind() == Kind.FLAG) {
            return scalar.text().equalsIgnoreCase("true");
        }
        throw new Misfit(node.line(), "is " + node.described());
    }

    public static LocalDate date(Node node) {
        String text = text(node);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("is no date: '%s'".formatted(text), e);
        }
    }

    public static Period duration(Node node) {
        String text = text(node);
        try {
            Period period = Period.parse(text);
            if (period.isNegative()) {
                throw new Misfit(node.line(), "is negative: '%s'".formatted(text));
            }
            return period;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("is no duration: '%s'".formatted(text), e);
        }
    }

    /** A year may stand without quotes: {@code 2024}. */
    public static ReferencePeriod period(Node node) {
        String text = node instanceof Scalar scalar && scalar.kind() == Kind.NUMBER ? scalar.text() : text(node);
        return checkedPeriod(text);
    }

    private static ReferencePeriod checkedPeriod(String text) {
        try {
            return ReferencePeriod.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is no period: '%s'".formatted(text), e);
        }
    }

    public static <E extends Enum<E>> E choice(Node node, E[] values) {
        String text = node instanceof Scalar scalar ? scalar.text() : "";
        return Stream.of(values)
                .filter(value -> word(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new Misfit(node.line(), "is " + node.described()));
    }

    /** How a choice is written in a file: in lower case, but kinds of period in capitals as the source has them. */
    public static String word(Enum<?> value) {
        return value instanceof Frequency ? value.name() : value.name().toLowerCase(Locale.ROOT);
    }

    public static String oneOf(Enum<?>[] values) {
        return Stream.of(values).map(Values::word).collect(Collectors.joining(", ", "one of ", ""));
    }

    public static String range(int least, int most) {
        return "a whole number from %d to %d".formatted(least, most);
    }
}
