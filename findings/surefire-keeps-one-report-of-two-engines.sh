#!/usr/bin/env bash
# Maven Surefire 3.5.4 with JUnit 6.0.3 and jqwik 1.10.1, two engines of the JUnit platform: a class that has a @Test and a @Property is
# run once by each, and told twice on the console, but both write the same TEST-*.xml, so the second takes the place of the first.
# Whoever adds up the reports counts fewer tests than ran, and would not find a failure there that Maven has failed the build for.
# Seen: "Tests run: 2" in all, of one class, and a report that says tests="1".
set -euo pipefail

dir="$(mktemp -d)"
trap 'rm -rf "$dir"' EXIT
cd "$dir"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <properties><maven.compiler.release>17</maven.compiler.release><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
  <dependencies>
    <dependency><groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId><version>6.0.3</version><scope>test</scope></dependency>
    <dependency><groupId>net.jqwik</groupId><artifactId>jqwik</artifactId><version>1.10.1</version><scope>test</scope></dependency>
  </dependencies>
  <build><plugins>
    <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.14.1</version></plugin>
    <plugin><artifactId>maven-surefire-plugin</artifactId><version>3.5.4</version></plugin>
  </plugins></build>
</project>
POM
mkdir -p src/test/java
cat > src/test/java/TwoEnginesTest.java <<'JAVA'
import net.jqwik.api.*;
import org.junit.jupiter.api.Test;

class TwoEnginesTest {
    @Test
    void once() {}

    @Property(tries = 5)
    boolean always(@ForAll int number) {
        return number == number;
    }
}
JAVA
mvn -B -ntp -Dstyle.color=never test > out 2>&1
grep -E "Tests run: .*TwoEnginesTest|^\[INFO\] Tests run: [0-9]+, F[^-]*$" out
grep -o '<testsuite [^>]* tests="[0-9]*"' target/surefire-reports/TEST-TwoEnginesTest.xml | grep -o 'tests="[0-9]*"'
[[ "$(grep -c 'Tests run: 1.* -- in TwoEnginesTest' out)" == 2 ]]
grep -q '^\[INFO\] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0$' out
grep -q 'tests="1"' target/surefire-reports/TEST-TwoEnginesTest.xml
echo "as described"
