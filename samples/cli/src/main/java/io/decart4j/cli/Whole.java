package io.decart4j.cli;

/** Whole numbers of options that take a range. From texts, so that a bad one is answered by what the option takes. */
final class Whole {

    private Whole() {}

    static int of(String option, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new BadInput(option + " takes " + least + " to " + most + ", got " + text);
    }
}
