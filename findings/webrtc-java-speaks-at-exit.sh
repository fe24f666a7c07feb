#!/usr/bin/env bash
# webrtc-java 0.14.0 (linux-x86_64): a program that has loaded the library, and done nothing else with it, ends with two lines on
# its standard output ("VM attach current thread failed", "Failed to attach thread N"), however it ends: by returning from main, by
# System.exit or by Runtime.halt. They come from the library's own clean-up when the process exits, which asks a JVM that is
# gone for its thread; nothing that the program disposes of before changes it. So what a program pipes to another one has two
# lines more than it wrote. Seen: three lines of output for one println, in all three ways.
set -euo pipefail

dir="$(mktemp -d)"
trap 'rm -rf "$dir"' EXIT
cd "$dir"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>dev.onvoid.webrtc</groupId><artifactId>webrtc-java</artifactId><version>0.14.0</version></dependency>
    <dependency><groupId>dev.onvoid.webrtc</groupId><artifactId>webrtc-java</artifactId><version>0.14.0</version><classifier>linux-x86_64</classifier></dependency>
  </dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib
cat > Ends.java <<'JAVA'
import dev.onvoid.webrtc.internal.NativeLoader;

class Ends {
    public static void main(String[] args) throws Exception {
        NativeLoader.loadLibrary("webrtc-java");
        System.out.println("ours");
        switch (args[0]) {
            case "exit" -> System.exit(0);
            case "halt" -> Runtime.getRuntime().halt(0);
            default -> {}
        }
    }
}
JAVA
javac -cp 'lib/*' -d . Ends.java
for way in return exit halt; do
  java -cp 'lib/*:.' Ends "$way" > out
  echo "$way:"; sed 's/^/  /; s/[0-9]\{6,\}/N/' out
  [[ "$(wc -l < out)" == 3 && "$(sed -n 2p out)" == "VM attach current thread failed" ]]
done
echo "as described"
