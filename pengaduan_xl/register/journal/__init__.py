"""The journal (*jurnal*) beside the register: every act is in it, on disk, before the workbook is touched."""
