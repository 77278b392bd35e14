package dk.maaltal.source.register;

import dk.maaltal.register.Column;
import dk.maaltal.register.Column.Type;
import dk.maaltal.register.Register;
import dk.maaltal.source.register.Rejection.Rule;

/**
 * What a person needs to mend a row. A cell of a personal register is never quoted, only what it looks like ({@code #}
 * for a digit, {@code a} for a letter), but for a code of few digits, which is named; whatever is named is masked.
 */
final class Reasons {
    private static final int MOST_SHAPE = 30;
    /** So many digits are a date of birth, and with four more a CPR number in the wrong column. */
    private static final int DIGITS_OF_A_PERSON = 6;

    private final Register register;

    Reasons(Register register) {
        this.register = register;
    }

    String columns(int found, int expected) {
        return "%d cells where the header has %d".formatted(found, expected);
    }

    String of(Column column, Rule rule, Text text) {
        if (text.is(Text.BROKEN)) {
            return "a formula without a result";
        }
        return switch (rule) {
            case MISSING_VALUE -> "the cell is empty";
            case UNKNOWN_CPR -> "0000000000 is nobody's number";
            case ADMIN_CPR -> "an administrative number: its day is 60 too high";
            case BAD_CPR ->
                column.type() == Type.PERSON
                        ? "no CPR number: %s".formatted(shape(text))
                        : "the cell may hold a CPR number, which must not be kept there";
            case BAD_DATE -> "no %s: %s".formatted(span(column.type()), shown(text));
            case BAD_NUMBER -> "no %s: %s".formatted(number(column), shown(text));
            case UNKNOWN_CODE ->
                column.type() == Type.FLAG
                        ? "neither ja nor nej: %s".formatted(shown(text))
                        : "the code %s is not known".formatted(code(text));
            case END_BEFORE_START -> "the end is before the start";
            case BAD_P_NUMBER -> "no P-number of ten digits, or the person's own number";
            case BAD_CVR -> "no CVR number of eight digits: %s".formatted(shape(text));
            case WRONG_COLUMNS, BAD_ENCODING -> "";
        };
    }

    private static String span(Type type) {
        return switch (type) {
            case MONTH -> "month (2024-06)";
            case SCHOOL_YEAR -> "school year (2023/2024)";
            case HALF_YEAR -> "half-year (2024H1)";
            default -> "date there is";
        };
    }

    private static String number(Column column) {
        if (column.name().equals("timer")) {
            return "number of hours from 0 to 744";
        }
        return switch (column.type()) {
            case YEAR -> "year";
            case INTEGER -> "whole number from 0 up";
            default -> "number from 0 up";
        };
    }

    private String shown(Text text) {
        return register.isPersonal() ? shape(text) : "'%s'".formatted(Words.shown(text.words()));
    }

    private String code(Text text) {
        long digits = text.exact().codePoints().filter(Character::isDigit).count();
        return register.isPersonal() && digits >= DIGITS_OF_A_PERSON
                ? "that " + shape(text)
                : "'%s'".formatted(Words.shown(text.words()));
    }

    private static String shape(Text text) {
        StringBuilder shape = new StringBuilder("looks like '");
        int length = Math.min(text.length(), MOST_SHAPE);
        for (int i = 0; i < length; i++) {
            char c = text.at(i);
            shape.append(Character.isDigit(c) ? '#' : Character.isLetter(c) ? 'a' : Text.isSpace(c) ? ' ' : plain(c));
        }
        return shape.append(length < text.length() ? "…'" : "'").toString();
    }

    private static char plain(char c) {
        return c > ' ' && c < 0x7f ? c : '?';
    }
}
