Attribute VB_Name = "Batch"
Option Explicit

' Reads and writes many cells of an open workbook in one call from Python; docs/decisions/0012-one-call-per-batch.md
' describes the text that goes in and comes out. A batch is carried out as a whole, or taken back.
' No "Option Private Module" here: Python calls Answer through Application.Run. Answered counts its calls, for the
' check by hand in docs/excel-check.md.

Private Const VERSION As String = "1"
Private Const TEXT_FORMAT As String = "@"
Private Const LONGEST_IN_ARRAY As Long = 8000
Private Const MOST_ROWS As Long = 200
Private Const VISIBLE_CELLS As Long = 12
Private Const REFUSED As Long = 61001

Public Answered As Long

Private failure As String

Public Function Answer(ByVal request As String) As String
    Dim records As Variant, head As Variant, replies() As String
    Dim book As Object, undo As Collection, place As Long
    Set undo = New Collection
    failure = ""
    Answered = Answered + 1
    On Error GoTo Failed
    records = Split(request, Chr(30))
    head = Split(records(0), Chr(31))
    If head(0) <> VERSION Then Refuse "version"
    Set book = Workbooks(head(2))
    ReDim replies(0 To UBound(records) + 1)
    replies(0) = VERSION & Chr(31) & "done"
    For place = 1 To UBound(records)
        replies(place) = CarriedOut(book, Split(records(place), Chr(31)), undo)
    Next
    replies(UBound(replies)) = "end"
    Answer = Join(replies, Chr(30))
    Exit Function
Failed:
    If failure = "" Then failure = Err.Number & Chr(31) & Err.Description
    TakeBack undo
    Answer = VERSION & Chr(31) & failure & Chr(30) & "end"
End Function

Private Function CarriedOut(ByVal book As Object, ByVal fields As Variant, ByVal undo As Collection) As String
    CarriedOut = "ok"
    Select Case fields(0)
        Case "look": CarriedOut = Glance(book, CStr(fields(1)))
        Case "read": CarriedOut = AreaCells(book, fields)
        Case "name": CarriedOut = NamedCell(book, CStr(fields(1)))
        Case "fill": Fill book, fields, undo
        Case "grow": Grow book, fields, undo
        Case "front": SheetOf(book, CStr(fields(1))).Activate
        Case Else: Refuse "record"
    End Select
End Function

Private Sub Refuse(ByVal reason As String)
    failure = reason
    Err.Raise REFUSED, "Batch", reason
End Sub

Private Function Glance(ByVal book As Object, ByVal selectedOn As String) As String
    Dim sheet As Object, names As String, count As Long, front As String
    For Each sheet In book.Worksheets
        names = names & Chr(31) & sheet.Name
        count = count + 1
    Next
    front = book.ActiveSheet.Name
    Glance = "look" & Chr(31) & front & Chr(31) & ReadOnlyMark(book) & Chr(31) & count & names
    If front = selectedOn Then Glance = Glance & SelectedRows(book)
End Function

Private Function ReadOnlyMark(ByVal book As Object) As String
    ' LibreOffice, where this text is tried, does not tell.
    Dim isReadOnly As Boolean
    On Error Resume Next
    isReadOnly = book.ReadOnly
    ReadOnlyMark = IIf(isReadOnly, "1", "0")
End Function

Private Function SelectedRows(ByVal book As Object) As String
    Dim chosen As Object, part As Object, last As Long, rows As Long
    If ActiveWorkbook.Name <> book.Name Or TypeName(Selection) <> "Range" Then Exit Function
    Set chosen = Selection
    If chosen.Areas.Count > 1 Or chosen.Rows.Count > 1 Then Set chosen = VisiblePart(chosen)
    If chosen Is Nothing Then Exit Function
    For Each part In chosen.Areas
        last = part.Row + part.Rows.Count - 1
        SelectedRows = SelectedRows & Chr(31) & part.Row & ":" & last
        rows = rows + part.Rows.Count
        If rows >= MOST_ROWS Then Exit For
    Next
End Function

Private Function VisiblePart(ByVal chosen As Object) As Object
    ' Excel raises an error when every row is hidden.
    On Error Resume Next
    Set VisiblePart = chosen.SpecialCells(VISIBLE_CELLS)
End Function

Private Function AreaCells(ByVal book As Object, ByVal fields As Variant) As String
    Dim sheet As Object, first As Long, last As Long
    Set sheet = SheetOrNothing(book, CStr(fields(1)))
    If sheet Is Nothing Then
        AreaCells = "-"
        Exit Function
    End If
    first = CLng(fields(2))
    last = CLng(fields(4))
    If last = 0 Then last = sheet.UsedRange.Row + sheet.UsedRange.Rows.Count - 1
    If last < first Then last = first
    AreaCells = Coded(CellsOf(sheet, first, CLng(fields(3)), last, CLng(fields(5))))
End Function

Private Function NamedCell(ByVal book As Object, ByVal wanted As String) As String
    Dim cell As Object
    On Error Resume Next
    Set cell = book.Names(wanted).RefersToRange.Cells(1, 1)
    On Error GoTo 0
    If cell Is Nothing Then NamedCell = "-" Else NamedCell = Coded(cell)
End Function

Private Function Coded(ByVal area As Object) As String
    Dim values As Variant, fields() As String, row As Long, column As Long, place As Long
    values = area.Value
    If Not IsArray(values) Then
        Coded = "cells" & Chr(31) & "1" & Chr(31) & Field(values)
        Exit Function
    End If
    ReDim fields(0 To (UBound(values, 1) - LBound(values, 1) + 1) * (UBound(values, 2) - LBound(values, 2) + 1) - 1)
    For row = LBound(values, 1) To UBound(values, 1)
        For column = LBound(values, 2) To UBound(values, 2)
            fields(place) = Field(values(row, column))
            place = place + 1
        Next
    Next
    Coded = "cells" & Chr(31) & (UBound(values, 2) - LBound(values, 2) + 1) & Chr(31) & Join(fields, Chr(31))
End Function

Private Function Field(ByVal value As Variant) As String
    ' Str writes a decimal point whatever the language of the system.
    Select Case VarType(value)
        Case vbEmpty, vbNull: Field = ""
        Case vbString
            If InStr(value, Chr(30)) + InStr(value, Chr(31)) > 0 Then Refuse "unfit"
            If value <> "" Then Field = "t" & value
        Case vbBoolean: Field = IIf(value, "b1", "b0")
        Case vbDate: Field = "d" & Trim(Str(CDbl(value)))
        Case vbError: Field = "e"
        Case Else: Field = "n" & Trim(Str(CDbl(value)))
    End Select
End Function

Private Sub Fill(ByVal book As Object, ByVal fields As Variant, ByVal undo As Collection)
    Dim sheet As Object, area As Object
    Set sheet = SheetOf(book, CStr(fields(1)))
    Set area = CellsOf(sheet, CLng(fields(2)), CLng(fields(3)), CLng(fields(4)), CLng(fields(5)))
    undo.Add Array("fill", area, Kept(area))
    WriteCells area, fields, 6
End Sub

Private Sub WriteCells(ByVal area As Object, ByVal fields As Variant, ByVal first As Long)
    ' Long texts go into cells of their own: Excel refuses an array that holds one of more than 8,203 characters.
    ' Formulas, which only taking back brings, do too.
    Dim values() As Variant, row As Long, column As Long, place As Long, longer As Collection, one As Variant, cell As Object
    Set longer = New Collection
    ReDim values(1 To area.Rows.Count, 1 To area.Columns.Count)
    place = first
    For row = 1 To area.Rows.Count
        For column = 1 To area.Columns.Count
            If Len(fields(place)) > LONGEST_IN_ARRAY Or Left(fields(place), 1) = "f" Then
                longer.Add Array(area.Cells(row, column), CStr(fields(place)))
            Else
                values(row, column) = Meant(CStr(fields(place)), area.Cells(row, column))
            End If
            place = place + 1
        Next
    Next
    If area.Rows.Count * area.Columns.Count = 1 Then
        area.Value = values(1, 1)
    Else
        area.Value = values
    End If
    For Each one In longer
        Set cell = one(0)
        If Left(one(1), 1) = "f" Then
            cell.Formula = Mid(one(1), 2)
        Else
            cell.Value = Meant(CStr(one(1)), cell)
        End If
    Next
End Sub

Private Function Meant(ByVal coded As String, ByVal cell As Object) As Variant
    ' An apostrophe keeps Excel from taking a text for a formula or a number; a cell formatted as text needs none.
    Dim content As String
    content = Mid(coded, 2)
    Select Case Left(coded, 1)
        Case "": Meant = Empty
        Case "t": Meant = content
        Case "g": Meant = IIf(cell.NumberFormat = TEXT_FORMAT, content, "'" & content)
        Case "n": Meant = Val(content)
        Case "d": Meant = CDate(Val(content))
        Case "b": Meant = (content = "1")
        Case Else: Refuse "cell"
    End Select
End Function

Private Function Kept(ByVal area As Object) As Variant
    ' What the cells hold, coded as WriteCells takes it; formulas as such.
    Dim fields() As String, row As Long, column As Long, place As Long, cell As Object, value As Variant
    ReDim fields(0 To area.Rows.Count * area.Columns.Count - 1)
    For row = 1 To area.Rows.Count
        For column = 1 To area.Columns.Count
            Set cell = area.Cells(row, column)
            value = cell.Value
            If cell.HasFormula Then
                fields(place) = "f" & cell.Formula
            ElseIf VarType(value) = vbString Then
                fields(place) = IIf(value = "", "", "g" & value)
            ElseIf VarType(value) <> vbError Then
                fields(place) = Field(value)
            End If
            place = place + 1
        Next
    Next
    Kept = fields
End Function

Private Sub Grow(ByVal book As Object, ByVal fields As Variant, ByVal undo As Collection)
    Dim sheet As Object, table As Object, old As Object, last As Long
    Set sheet = SheetOf(book, CStr(fields(1)))
    Set table = sheet.ListObjects(CStr(fields(2)))
    If table.ShowTotals Then Refuse "totals" & Chr(31) & sheet.Name
    Set old = table.Range
    last = CLng(fields(3))
    If old.Row + old.Rows.Count - 1 >= last Then Exit Sub
    undo.Add Array("grow", table, old)
    table.Resize old.Resize(last - old.Row + 1)
End Sub

Private Sub TakeBack(ByVal undo As Collection)
    Dim place As Long, deed As Variant, target As Object
    On Error Resume Next
    For place = undo.Count To 1 Step -1
        deed = undo(place)
        Set target = deed(1)
        If deed(0) = "grow" Then
            target.Resize deed(2)
        Else
            WriteCells target, deed(2), 0
        End If
    Next
End Sub

Private Function SheetOf(ByVal book As Object, ByVal wanted As String) As Object
    Set SheetOf = SheetOrNothing(book, wanted)
    If SheetOf Is Nothing Then Refuse "sheet" & Chr(31) & wanted
End Function

Private Function SheetOrNothing(ByVal book As Object, ByVal wanted As String) As Object
    Dim sheet As Object
    For Each sheet In book.Worksheets
        If sheet.Name = wanted Then Set SheetOrNothing = sheet
    Next
End Function

Private Function CellsOf(ByVal sheet As Object, ByVal top As Long, ByVal left_ As Long, ByVal bottom As Long, ByVal right_ As Long) As Object
    Set CellsOf = sheet.Range(sheet.Cells(top, left_), sheet.Cells(bottom, right_))
End Function
