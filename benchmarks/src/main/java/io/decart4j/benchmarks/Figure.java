package io.decart4j.benchmarks;

/**
 * A figure of a table, for {@code bin/compare}: {@code figure NAME VALUE UNIT}, with all the digits that the table leaves out.
 * Its name is made of the row and the column as that script makes it of the tables of programs that print none.
 *
 * @param row how the table's row begins
 * @param column the head of the column without its unit, or nothing where that is the unit alone
 * @param unit {@code ratio} for what has none
 */
public record Figure(String row, String column, double value, String unit) {

    @Override
    public String toString() {
        return "figure " + (column.isEmpty() ? word(row) : word(row) + '/' + word(column)) + ' ' + value + ' ' + unit;
    }

    private static String word(String text) {
        return text.replaceAll("[^A-Za-z0-9@.]+", "-");
    }
}
