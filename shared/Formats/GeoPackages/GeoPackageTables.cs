namespace Platform.Formats.GeoPackages;

/// <summary>The SQL that the GeoPackage 1.3 standard (OGC 12-128r17) prescribes for core tables and the R-tree extension.</summary>
internal static class GeoPackageTables
{
    /// <summary>"GPKG" in the file header.</summary>
    public const int GpkgApplicationId = 0x47504B47;

    /// <summary>Version 1.3.0.</summary>
    public const int GpkgUserVersion = 10300;

    public const string Core = """
        CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
          organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
        CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
          last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
          srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
        CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
          z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
          CONSTRAINT uk_gc_table_name UNIQUE (table_name), CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
          CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
        CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
          CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
        """;

    /// <summary>An identifier in double quotes.</summary>
    public static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>The six triggers that keep the R-tree in step when another program edits the table.</summary>
    public static string RTreeTriggers(string table, string geometry, string key)
    {
        var (t, c, i, r) = (Quote(table), Quote(geometry), Quote(key), Quote($"rtree_{table}_{geometry}"));
        string Named(string suffix) => Quote($"rtree_{table}_{geometry}_{suffix}");
        var filled = $"NEW.{c} NOTNULL AND NOT ST_IsEmpty(NEW.{c})";
        var empty = $"NEW.{c} ISNULL OR ST_IsEmpty(NEW.{c})";
        var insert = $"INSERT OR REPLACE INTO {r} VALUES (NEW.{i}, ST_MinX(NEW.{c}), ST_MaxX(NEW.{c}), ST_MinY(NEW.{c}), ST_MaxY(NEW.{c}));";
        return $"""
            CREATE TRIGGER {Named("insert")} AFTER INSERT ON {t} WHEN ({filled}) BEGIN {insert} END;
            CREATE TRIGGER {Named("update1")} AFTER UPDATE OF {c} ON {t} WHEN OLD.{i} = NEW.{i} AND ({filled}) BEGIN {insert} END;
            CREATE TRIGGER {Named("update2")} AFTER UPDATE OF {c} ON {t} WHEN OLD.{i} = NEW.{i} AND ({empty}) BEGIN DELETE FROM {r} WHERE id = OLD.{i}; END;
            CREATE TRIGGER {Named("update3")} AFTER UPDATE ON {t} WHEN OLD.{i} != NEW.{i} AND ({filled}) BEGIN DELETE FROM {r} WHERE id = OLD.{i}; {insert} END;
            CREATE TRIGGER {Named("update4")} AFTER UPDATE ON {t} WHEN OLD.{i} != NEW.{i} AND ({empty}) BEGIN DELETE FROM {r} WHERE id IN (OLD.{i}, NEW.{i}); END;
            CREATE TRIGGER {Named("delete")} AFTER DELETE ON {t} WHEN OLD.{c} NOTNULL BEGIN DELETE FROM {r} WHERE id = OLD.{i}; END;
            """;
    }
}
