-- The portable hash: every product stays below 2^63, so C# and other engines give the same numbers. DuckDB's own hash()
-- is not promised to stay the same between versions.
create temp macro demo_mix(h, plus) as (h * h + plus) % 2147483647;
create temp macro demo_hash(x, s) as
    (demo_mix((demo_mix(((x % 2147483647) * 48271 + s) % 2147483647, 7 * s + 1) * 69621 + x % 2147483647) % 2147483647, 13 * s + 5)
        * 16807 + x % 65521) % 2147483647;
create temp macro demo_u(x, s) as demo_hash(x, s) / 2147483647.0::double;

-- Cents to money without ever being a floating-point number.
create temp macro demo_money(cents) as (cents::decimal(15, 0) * 0.01::decimal(3, 2))::decimal(18, 2);
