package io.decart4j.spring;

import io.decart4j.webrtc.MissingLibrary;
import java.util.List;
import java.util.stream.Collectors;

/** The line that installs what is missing. */
final class Remedy {

    private Remedy() {}

    static String aptLine(List<MissingLibrary> missing) {
        return missing.stream()
                .map(MissingLibrary::debianPackage)
                .collect(Collectors.joining(" ", "apt-get install -y ", ""));
    }
}
