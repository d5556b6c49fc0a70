"""LibreOffice Calc as one more host of xlwings, over UNO; nothing here knows of complaints."""
