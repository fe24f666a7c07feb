package io.decart4j.webrtc;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** No public method takes or gives a type of webrtc-java. */
final class NoNativeTypeInPublic extends ArchCondition<JavaClass> {

    NoNativeTypeInPublic() {
        super("keep native types out of public methods");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        for (JavaMethod method : type.getMethods()) {
            if (method.getModifiers().contains(JavaModifier.PUBLIC)) {
                boolean leaks = Stream.concat(
                                Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                        .anyMatch(used -> used.getPackageName().startsWith("dev.onvoid"));
                events.add(new SimpleConditionEvent(method, !leaks, method.getFullName()));
            }
        }
    }
}
