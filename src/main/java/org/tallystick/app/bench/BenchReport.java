package org.tallystick.app.bench;

import java.util.List;
import org.tallystick.base.Json;

/** What a measurement found. */
public interface BenchReport {

    /** For people: a table and sentences. */
    List<String> lines();

    /** For programs: the same figures as one object; fractions are text, since JSON here has none. */
    Json.Obj toJson();
}
