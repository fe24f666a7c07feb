package io.decart4j.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Bad input fails with the option's name, without a cause that could quote it. */
public final class Refusals {

    private Refusals() {}

    public static String refused(ErrorCode code, String option, ThrowingCallable call) {
        InvalidOptionException e = catchThrowableOfType(InvalidOptionException.class, call);
        assertThat(e).as("nothing was refused").isNotNull().hasNoCause();
        assertThat(e.code()).isEqualTo(code);
        assertThat(e.option()).isEqualTo(option);
        return e.getMessage();
    }
}
