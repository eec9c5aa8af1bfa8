package org.tallystick.http;

import org.tallystick.ledger.ErrorCode;

/** The HTTP status of each error code (API map; seed 004 §8). */
public final class ErrorStatus {

    private ErrorStatus() {}

    /** The one status of a code. */
    public static int of(ErrorCode code) {
        return switch (code) {
            case E001, E011, E012, E015, E019 -> 404;
            case E002, E003, E004, E013 -> 400;
            case E005, E016 -> 401;
            case E006 -> 403;
            case E007 -> 408;
            case E008, E017 -> 409;
            case E009, E018 -> 422;
            case E010 -> 500;
            case E014 -> 429;
            case E020 -> 503;
            case E021 -> 413;
            case E022 -> 405;
            case E023 -> 415;
        };
    }
}
