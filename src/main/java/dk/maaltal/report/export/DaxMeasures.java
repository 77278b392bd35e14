package dk.maaltal.report.export;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The measures of the Power BI model. Shares are sums divided by sums and never averages; what is hidden, of another
 * kind, or the whole country beside its municipalities is not added up at all, but left blank.
 */
final class DaxMeasures {
    /**
     * One measure.
     *
     * @param format how a number is shown; empty for text
     * @param isHidden whether only other measures use it
     */
    record Dax(String name, String description, String format, boolean isHidden, String expression) {}

    private DaxMeasures() {}

    static List<Dax> all() {
        return List.of(
                new Dax(
                        "Kan lægges sammen",
                        "Om cellerne er tal af samme slags, som alle har en værdi, og hele landet ikke står blandt dem.",
                        "",
                        true,
                        """
                        VAR Celler = COUNTROWS('Værdier')
                        VAR SammeSlags =
                            HASONEVALUE('Værdier'[Versionens id])
                                && HASONEVALUE('Værdier'[Mål])
                                && HASONEVALUE('Værdier'[Komponent])
                                && HASONEVALUE('Værdier'[Grundlag])
                                && HASONEVALUE('Værdier'[Enhed])
                                && HASONEVALUE('Værdier'[Vedrører])
                        VAR UdenVærdi = COUNTBLANK('Værdier'[Værdi])
                        VAR HeleLandet = CALCULATE(COUNTROWS('Værdier'), KEEPFILTERS('Værdier'[Områdekode] = "DK"))
                        RETURN
                            Celler > 0 && SammeSlags && UdenVærdi = 0 && (Celler = 1 || HeleLandet = 0)
                        """),
                new Dax(
                        "Andel i procent",
                        "Tællere lagt sammen, divideret med nævnere lagt sammen. Tom, når en celle er skjult eller mangler.",
                        "#,0.0#\" pct.\"",
                        false,
                        """
                        IF(
                            [Kan lægges sammen] && SELECTEDVALUE('Værdier'[Enhed]) = "percent",
                            IF(
                                COUNTROWS('Værdier') = 1,
                                MAX('Værdier'[Værdi]),
                                IF(
                                    COUNTBLANK('Værdier'[Tæller]) = 0 && COUNTBLANK('Værdier'[Nævner]) = 0,
                                    100 * DIVIDE(SUM('Værdier'[Tæller]), SUM('Værdier'[Nævner]))
                                )
                            )
                        )
                        """),
                new Dax(
                        "Antal",
                        "Personer, sager eller stykker lagt sammen. Tom, når en celle er skjult eller mangler.",
                        "#,0",
                        false,
                        """
                        IF(
                            [Kan lægges sammen] && SELECTEDVALUE('Værdier'[Enhed]) IN {"persons", "cases", "count"},
                            SUM('Værdier'[Værdi])
                        )
                        """),
                new Dax(
                        "Pr. måned",
                        "Antal lagt sammen, divideret med periodens måneder. Tom, når en celle er skjult eller mangler.",
                        "#,0.0",
                        false,
                        """
                        IF(
                            [Kan lægges sammen] && SELECTEDVALUE('Værdier'[Enhed]) = "per_month",
                            IF(
                                COUNTROWS('Værdier') = 1,
                                MAX('Værdier'[Værdi]),
                                IF(
                                    COUNTBLANK('Værdier'[Tæller]) = 0
                                        && COUNTBLANK('Værdier'[Nævner]) = 0
                                        && MIN('Værdier'[Nævner]) = MAX('Værdier'[Nævner]),
                                    DIVIDE(SUM('Værdier'[Tæller]), MAX('Værdier'[Nævner]))
                                )
                            )
                        )
                        """),
                new Dax(
                        "Tal",
                        "Andel, antal eller pr. måned, som enheden er.",
                        "#,0.0#",
                        false,
                        "COALESCE([Andel i procent], [Antal], [Pr. måned])"),
                new Dax("Tilstand i ord", "Cellens tilstand på dansk.", "", false, inWords("Tilstand", "state")),
                new Dax("Status i ord", "Om måltallet er nået, på dansk.", "", false, inWords("Status", "status")),
                new Dax(
                        "Tal i ord",
                        "Tallet med sin enhed; tilstanden, fx Skjult, hvor der ikke er et tal.",
                        "",
                        false,
                        """
                        VAR Tallet = [Tal]
                        RETURN
                            IF(
                                ISBLANK(Tallet),
                                IF(COUNTROWS('Værdier') = 1, [Tilstand i ord]),
                                SWITCH(
                                    SELECTEDVALUE('Værdier'[Enhed]),
                                    "percent", FORMAT(Tallet, "#,0.0#", "da-DK") & " pct.",
                                    "per_month", FORMAT(Tallet, "#,0.0", "da-DK"),
                                    FORMAT(Tallet, "#,0", "da-DK")
                                )
                            )
                        """),
                count(
                        "Skjulte celler",
                        "Celler, der er skjult af hensyn til få personer.",
                        "'Værdier'[Tilstand] = \"SUPPRESSED\""),
                count("Komponenter nået", "Celler, hvis måltal er nået.", "'Værdier'[Status] = \"MET\""),
                count("Komponenter ikke nået", "Celler, hvis måltal ikke er nået.", "'Værdier'[Status] = \"NOT_MET\""),
                count(
                        "Komponenter med måltal",
                        "Celler, der har et måltal i perioden.",
                        "'Værdier'[Status] IN {\"MET\", \"NOT_MET\", \"NOT_ASSESSABLE\"}"),
                new Dax(
                        "Mål nået",
                        "Mål, hvor hver komponent med et måltal når det. Tom, når flere versioner er valgt.",
                        "#,0",
                        false,
                        """
                        IF(
                            HASONEVALUE('Værdier'[Versionens id]),
                            COUNTROWS(
                                FILTER(
                                    VALUES('Værdier'[Mål]),
                                    [Komponenter nået] > 0 && [Komponenter nået] = [Komponenter med måltal]
                                )
                            )
                        )
                        """),
                new Dax(
                        "Mål ikke nået",
                        "Mål, hvor mindst én komponent ikke når sit måltal. Tom, når flere versioner er valgt.",
                        "#,0",
                        false,
                        """
                        IF(
                            HASONEVALUE('Værdier'[Versionens id]),
                            COUNTROWS(FILTER(VALUES('Værdier'[Mål]), [Komponenter ikke nået] > 0))
                        )
                        """));
    }

    private static Dax count(String name, String description, String condition) {
        return new Dax(
                name, description, "#,0", false, "CALCULATE(COUNTROWS('Værdier'), KEEPFILTERS(" + condition + "))");
    }

    private static String inWords(String title, String column) {
        return DanishWords.of(column).stream()
                .map(word -> "    \"%s\", \"%s\"".formatted(word, DanishWords.danish(column, word)))
                .collect(Collectors.joining(",\n", "SWITCH(\n    SELECTEDVALUE('Værdier'[" + title + "]),\n", "\n)"));
    }
}
