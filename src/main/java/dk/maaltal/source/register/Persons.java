package dk.maaltal.source.register;

import dk.maaltal.source.register.Rejection.Rule;

/**
 * CPR numbers: {@code DDMMYYXXXX}, {@code DDMMYY-XXXX}, or nine digits where a spreadsheet took the leading zero. Their
 * date must be one. Modulus 11 is no test: since 2007 numbers are given out that fail it.
 */
final class Persons {
    private static final long UNKNOWN = Faults.of(Rule.UNKNOWN_CPR);
    private static final long ADMINISTRATIVE = Faults.of(Rule.ADMIN_CPR);
    private static final int ADMINISTRATIVE_DAYS = 60;
    private static final int[] MOST_DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Persons() {}

    /** @return the ten digits as a number, or a fault */
    static long number(Text text) {
        long number;
        int length = text.length();
        if (length == 1 && text.at(0) == '0') {
            return UNKNOWN; // what a spreadsheet makes of 0000000000
        }
        if (length == 10 || length == 9) {
            number = text.digits(0, length);
        } else if (length == 11 && text.at(6) == '-') {
            long date = text.digits(0, 6);
            long rest = text.digits(7, 11);
            number = date < 0 || rest < 0 ? -1 : date * 10_000 + rest;
        } else {
            return Faults.CPR;
        }
        return number < 0 ? Faults.CPR : checked(number);
    }

    private static long checked(long number) {
        if (number == 0) {
            return UNKNOWN;
        }
        int day = (int) (number / 100_000_000);
        int month = (int) (number / 1_000_000 % 100);
        boolean administrative = day > ADMINISTRATIVE_DAYS;
        int real = administrative ? day - ADMINISTRATIVE_DAYS : day;
        if (month < 1 || month > 12 || real < 1 || real > MOST_DAYS[month - 1]) {
            return Faults.CPR;
        }
        if (real == 29 && month == 2 && !Days.isLeap(year(number))) {
            return Faults.CPR;
        }
        return administrative ? ADMINISTRATIVE : number;
    }

    /** The year of birth, by the seventh digit (the CPR office's table of centuries). */
    private static int year(long number) {
        int year = (int) (number / 10_000 % 100);
        int seventh = (int) (number / 1_000 % 10);
        if (seventh <= 3) {
            return 1900 + year;
        }
        if (seventh == 4 || seventh == 9) {
            return year <= 36 ? 2000 + year : 1900 + year;
        }
        return year <= 57 ? 2000 + year : 1800 + year;
    }
}
