package dk.maaltal.testing;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * The few figures of the demo that are not made up: what Jobindsats (STAR) showed of Norddjurs and of the whole country
 * on 22 August 2026.
 */
final class RealFigures {
    /** The day they were published on, at the latest. */
    static final LocalDate PUBLISHED = LocalDate.of(2026, 8, 21);

    /** Full-time persons on kontanthjælp (y60a02), Norddjurs/country, months 2021M08 to 2026M07. */
    private static final String CASH = """
            687/95416 683/94045 683/93755 675/93395 667/91754 668/91542
            669/91751 659/91783 666/93238 703/96845 717/97478 695/95166
            668/92685 670/92216 680/92734 680/93537 666/93494 678/93974
            680/94772 685/94743 664/93993 659/92837 655/91400 629/88887
            623/87237 628/87211 614/87693 617/88530 613/88167 612/87972
            628/88922 626/89352 616/88326 609/87658 599/86914 591/84669
            587/83505 589/83657 584/84496 600/85477 589/85536 587/85279
            581/86443 579/86874 569/86038 559/85142 550/84524 546/82643
            554/81356 551/81379 563/82417 585/84328 587/85020 611/85614
            628/87146 612/87852 596/87550 604/87199 598/86321 597/83581
            """;

    private static final List<long[]> BY_MONTH = Stream.of(CASH.strip().split("\\s+"))
            .map(pair ->
                    Stream.of(pair.split("/", -1)).mapToLong(Long::parseLong).toArray())
            .toList();

    /** By visitation category in 2026M07: jobparat, aktivitetsparat, uddannelsesparat, åbenlyst so, unknown. */
    static final long[] OWN_CATEGORIES = {147, 373, 69, 4, 4};

    /** The source rounds each category (their sum is one more than its total); the last gives way here. */
    static final long[] COUNTRY_CATEGORIES = {16409, 55751, 9000, 657, 1764};

    /**
     * Norddjurs' spells on kontanthjælp ended in 2025Q01 by status 1, 3, 6 and 12 months on. Real are the shares of
     * Lønmodtagerbeskæftigelse after 3, 6 and 12 months (35.7, 31.6, 27.6) and of Uddannelse after 6 (3.1; hidden after 3
     * and 12); 98 spells and these counts give exactly them. The rest is made up. Order: Uddannelse, Selvforsørgelse,
     * Lønmodtagerbeskæftigelse, Fleksjob, all other.
     */
    static final long[][] STATUSES = {{2, 9, 36, 2, 49}, {2, 10, 35, 3, 48}, {3, 11, 31, 3, 50}, {2, 12, 27, 4, 53}};

    private RealFigures() {}

    static int months() {
        return BY_MONTH.size();
    }

    /** Months since 2021M08. */
    static int index(Per month) {
        return (month.year() - 2021) * 12 + month.n() - 8;
    }

    static long own(int index) {
        return BY_MONTH.get(index)[0];
    }

    static long country(int index) {
        return BY_MONTH.get(index)[1];
    }
}
