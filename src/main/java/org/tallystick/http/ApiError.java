package org.tallystick.http;

import java.util.Map;
import java.util.Optional;
import org.tallystick.base.Json;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Refusal;

/** A call that is answered with an error of the API map; what the caller did, or what stands against it. */
public final class ApiError extends Exception {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Json.Obj details;
    private final transient Optional<Json.Obj> data;

    /**
     * Makes the error.
     *
     * @param code the code, which has one status
     * @param details facts by the names of the map
     * @param data what is said beside the error, as for a payment that could not be made
     */
    public ApiError(ErrorCode code, Json.Obj details, Optional<Json.Obj> data) {
        super(code.name(), null, false, false);
        this.code = code;
        this.details = details;
        this.data = data;
    }

    /** An error without facts. */
    public static ApiError of(ErrorCode code) {
        return new ApiError(code, Json.Obj.EMPTY, Optional.empty());
    }

    /** An error with one fact. */
    public static ApiError of(ErrorCode code, String name, String value) {
        return new ApiError(code, Json.object().put(name, value).build(), Optional.empty());
    }

    /** What a rule or the ledger refused. */
    public static ApiError of(Refusal refusal) {
        Json.ObjBuilder details = Json.object();
        for (Map.Entry<String, String> detail : refusal.details().entrySet()) {
            if (detail.getKey().equals("field")) {
                // Readers of JSON say where by a path; the map names the field.
                String field =
                        detail.getValue().startsWith("$.") ? detail.getValue().substring(2) : detail.getValue();
                details.put("field", field);
            } else {
                details.put(detail.getKey(), detail.getValue());
            }
        }
        return new ApiError(refusal.code(), details.build(), Optional.empty());
    }

    /** Data that cannot be used, in one field. */
    public static ApiError field(String field) {
        return of(ErrorCode.E009, "field", field);
    }

    /** The same error with something said beside it. */
    public ApiError with(Json.Obj beside) {
        return new ApiError(code, details, Optional.of(beside));
    }

    /** The code. */
    public ErrorCode code() {
        return code;
    }

    /** Its HTTP status. */
    public int status() {
        return ErrorStatus.of(code);
    }

    /** Facts by the names of the map. */
    public Json.Obj details() {
        return details;
    }

    /** What is said beside the error. */
    public Optional<Json.Obj> data() {
        return data;
    }
}
